# English. Short sentences: many readers are still learning the language.

# Months and days
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
day = { $day } { $month } { $year }

# Around every page
skip = Skip to the content
nav-label = Menu
nav-mine = My savings
languages = Language
footer-never = We never ask for your bank details or your BSN (citizen service number).
to-front = To the front page
error-title = Error:
error-summary = Something is not right yet

# Front page
front-title = Save together for your neighbourhood
front-lead = Did you get a letter with a code? Use it to choose what happens in your neighbourhood.
code-label = The code in your letter
code-hint = 11 letters and numbers, like ABCD-EFGH-JKM
code-button = Next
code-empty = Type the code that is in your letter.
code-too-short = { $found ->
    [one] A code has 11 characters. This has only { $found }. Please type all of it.
   *[other] A code has 11 characters. This has only { $found }. Please type all of it.
}
code-too-long = A code has 11 characters. This has more. Please type only the code.
code-symbol = The character “{ $symbol }” is never part of a code. Please compare with your letter.
code-slip = One character is wrong, or two are swapped. Please compare with your letter.
code-unknown = We do not know this code. Please compare it with your letter.
code-slow-down = { $seconds ->
    [one] Too many wrong codes were typed here. Please try again in one second.
   *[other] Too many wrong codes were typed here. Please try again in { $seconds } seconds.
}
front-initiatives = Your neighbours are saving for this in { $programme }
front-none = There are no open initiatives at the moment.

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

# A cheque before it is activated
worth-title = Your cheque
worth-heading = Your cheque is worth { $amount }
worth-lead = It comes from { $from }, for { $programme }.
worth-what = Press the button. Then you choose: give it to something good in your neighbourhood, or save it for later. It costs you nothing.
worth-joins = A short while ago another code was used on this device. This cheque is added to those savings. Was that not you? Then close first, and type your code again.
worth-button = Use my cheque
worth-until = You can do this until { $day }. After that the money goes back to the neighbourhood’s budget.

# My savings
mine-refused = This code opens nothing now
other-code = Type another code
savings-title = My savings
savings-heading = You have { $amount }
savings-heading-none = You have given everything
savings-one-lot = This code opens only the money of this letter. To see all your savings, type the code of an earlier letter as well.
savings-now = What do you want to do with it?
savings-how = Type an amount at one or more initiatives. You can take it back as long as an initiative is open.
savings-later = Rather save it? Then you need not do anything. Your money stays here.
savings-none-open = There is no initiative now that you can give to. Your money stays here.
savings-given = What you gave
savings-lots = Where your money comes from
savings-more = Ready?
savings-next-code = I have another code
lot-from = From
lot-amount = Left
lot-until = Can be given until
give-label = Give
give-button = Give
give-nothing = Type an amount at one of the initiatives.
give-sent-before = This form was sent before. Below you see what you gave. Press the button again if you want to give more.
give-not-an-amount = This is not an amount. Type it like 2,50.
gift-amount = You gave { $amount }
take-back-button = Take it back
thanks = Thank you!
thanks-less = An initiative needed less than you offered. The rest is still yours.
thanks-next = If enough neighbours join in, the initiative gets the money. If not, you get it back.
taken-back = Your money is back.
done-button = Close
done-text = On a computer that others use too: close, so that nobody sees your savings.

# Why something may not be done
refused-amount-zero = The amount must be more than zero.
refused-amount-too-large = This amount is too large.
refused-round-not-open = This cheque cannot be used yet.
refused-round-cancelled = This round of cheques was called off. The money went back to the budget.
refused-cheque-expired = This cheque could be used until { $day }. The money went back to the neighbourhood’s budget.
refused-code-replaced = There is a newer code for this cheque.
refused-cheque-voided = This cheque was withdrawn.
refused-cheque-activated = This cheque was used already.
refused-nothing-left = Nothing is left of this cheque.
refused-tenancy-ended = This cheque was for tenants who have moved.
refused-wallet-too-small = You have { $free }, and typed { $asked } in all.
refused-against-condition = Of your money at most { $allowed } may go to this initiative. The giver set a condition.
refused-too-much-of-oneself = Initiators may give at most { $percent } % themselves. { $left } is left of that.
refused-initiative-full = This initiative already has all it needs. Thank you!
refused-pledged-less = You gave { $pledged } to this initiative.
refused-initiative-not-open = This initiative is not open for contributions.
refused-initiative-paused = This initiative is paused. Please try again later.
refused-initiative-closed = This was possible until { $day }.
refused-would-lapse = This money could be given until { $day }. If you take it back, it is lost at once. You can leave it where it is.
refused-rest-would-lapse = You can take back { $most }. The rest could be given until { $day }, and is lost at once if you take it back.
refused-unknown = This does not exist, or no longer.
refused-other = This cannot be done: { $why }.
what-now-next-round = You will get a new cheque in the next round.
what-now-last-letter = Please use the code of your last letter.
what-now-wait = Please try again on the date in your letter.
what-now-desk = Do you have a question? The phone number is in your letter.

# When a page can't be shown
problem-not-found = This page does not exist
problem-not-found-text = Perhaps the address is not complete. Start again at the front page.
problem-no-visit = Please type your code first
problem-no-visit-text = Your visit has ended, or you have not typed a code yet. The code is in your letter.
problem-unreadable = We could not read this
problem-unreadable-text = Please go back and try again.
problem-refused = This cannot be done
problem-busy = It is very busy
problem-busy-text = Nothing was changed. Please try again in a minute.
problem-unknown = We are not sure whether this was saved
problem-unknown-text = Please look at your savings in a minute before you try again.
problem-ours = Something went wrong with us
problem-ours-text = We are sorry. Nothing of your money was lost. Please try again later.
