# When a code opens nothing
what-now = What can you do?
since-voided = That happened on { $day }.
since-replaced = The code was replaced on { $day } or before.
since-cancelled = That was decided on { $day }.
since-moved = We have known that since { $day }.
money-to-budget = The money stays with the neighbourhood: it goes back to the budget.
money-with-new-code = Your money is still there. The new code opens it.
money-all-given = All the money of this cheque had been given already.
money-waits = Your money is ready.
what-now-own-code = Did you make a new code yourself? Then use that one.
what-now-voided = Did you get a newer letter? Then use that code. Do you think this is a mistake? Then call us.
what-now-earlier = What you saved before is still yours. For that you use the code of your earlier letter.
what-now-moved = Have you moved house? What you saved before stays yours. Use the code of an earlier letter.
what-now-new-tenant = Have you just moved in? In the next round you get a letter of your own.
