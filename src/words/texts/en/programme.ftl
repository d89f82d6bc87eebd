# The rules and the figures of a wijkkas
rules-title = The rules
rules-lead = These are the rules of { $programme } as they are now. Has a round or an initiative begun already? Then the rules of that time apply to it.
rule-months = { $count ->
    [one] { $count } month
   *[other] { $count } months
}
rule-weeks = { $count ->
    [one] { $count } week
   *[other] { $count } weeks
}
rule-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
rule-workdays = { $count ->
    [one] { $count } working day
   *[other] { $count } working days
}
rule-activate = Activating a cheque
rule-activate-text = You have { $months } after the letter. After that the code still works for { $days }.
rule-activate-only = You have { $length } after the letter.
rule-unused = Cheques that nobody activates
rule-unused-text = That money goes back to whoever gave it, for a next round.
rule-spend = Your savings
rule-spend-text = After activating you have { $months } to give it. You can also save it for later.
rule-spend-round = You can give it as long as the round lasts.
rule-leftover = What was not given in time
rule-leftover-pot = It goes to the common pot. The common pot helps initiatives that nearly have enough.
rule-leftover-budget = It goes back to whoever gave it.
rule-return = Money that comes back
rule-return-text = An initiative is not carried out? Then you get your money back. You still have at least { $days } to give it.
rule-return-only = An initiative is not carried out? Then you get your money back.
rule-support = Enough support
rule-support-text = { $count ->
    [one] An initiative needs at least { $count } resident. Its initiators do not count.
   *[other] An initiative needs at least { $count } residents, from { $count } addresses. Its initiators do not count.
}
rule-own = What initiators give themselves
rule-own-text = At most { $percent }% of what is needed.
rule-almost = Nearly enough money
rule-almost-text = Is there { $percent }% or more on the last day, but not all? Then the initiator has { $explain } to explain how it can still be done. Without that everybody gets their money back. After it you have { $days } to give more or take something back. If there is still enough then, it goes on with what there is.
rule-almost-explain = Is there { $percent }% or more on the last day, but not all? Then the initiator has { $explain } to explain how it can still be done. Without that everybody gets their money back.
rule-almost-none = Is there { $percent }% or more on the last day, but not all? Then it goes on with what there is.
rule-failed = Too little money
rule-failed-text = Is there less than { $percent }% on the last day? Then everybody gets their money back.
rule-campaign = How long you can give
rule-campaign-text = An initiative is open for at most { $months }. The initiator chooses the last day.
rule-paid = Enough money
rule-paid-text = Then the initiator gets it within { $days }.
rule-report = The report
rule-report-text = After the end the initiator has { $weeks } to tell what became of it.
rule-choice = A standing choice
rule-choice-text = Did you choose what happens with all your cheques? That choice lasts { $months }. Then we ask again.
rule-erasure = Being forgotten
rule-erasure-text = Do you ask us to erase what we know of you? Then you have { $days } to change your mind.
figures-title = What happens with the money
figures-lead = The amounts of { $programme } as they are now. Who gave what is not among them.
figures-received = Came in
figures-paid = Paid out to initiatives
figures-returned = Back to whoever gave it
figures-left = Left
figures-areas = By neighbourhood
figures-areas-hint = Do fewer than { $count } households in a neighbourhood take part? Then we add it up with another one. So nobody sees what one household does.
figures-few = There is something here as soon as { $count } households take part. So nobody sees what one household does.
figures-issued = Sent
figures-activated = Activated
figures-saved = Saved
figures-pledged = In initiatives
figures-common = In the common pot
figures-area-paid = Paid out
figures-initiatives = By initiative
figures-none = There are no initiatives yet.
figures-newest = These are the newest { $count }. The files have all of them.
figures-files = Work it out yourself
figures-files-text = The same figures as files. What is in them is said in datapackage.json.
