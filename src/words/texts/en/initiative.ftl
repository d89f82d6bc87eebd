# Initiatives
card-money = { $pot } of { $target }
card-supporters = { $count ->
    [0] No supporters yet
    [one] { $count } supporter
   *[other] { $count } supporters
}
card-until = { $left ->
    [0] until today, { $day }
    [one] until { $day }, one more day
   *[other] until { $day }, { $left } more days
}
card-untitled = Initiative { $number }
initiative-give = Give to this initiative
status-draft = being written
status-submitted = waiting for approval
status-changes-asked = being changed
status-approved = opens soon
status-rejected = not approved
status-open = open
status-paused = paused
status-reconsidered = almost there: the initiator explains what is possible now
status-explained = almost there: you can still help
status-funded = funded!
status-payout-pending = funded! The money is on its way
status-paid = paid out
status-in-progress = being carried out
status-report-due = waiting for the report
status-reported = the report is there
status-closed = done
status-not-carried-out = will not go ahead
status-written-off = did not go ahead
status-ended = did not make it: everybody got their money back
initiative-needs = What else is needed
initiative-granted = The common pot of the neighbourhood gave { $amount }.
