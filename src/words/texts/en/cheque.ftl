# A cheque before it is activated
worth-title = Your cheque
worth-heading = Your cheque is worth { $amount }
worth-lead = It comes from { $from }, for { $programme }.
worth-what = Press the button. Then you choose: give it to something good in your neighbourhood, or save it for later. It costs you nothing.
worth-button = Use my cheque
worth-until = You can do this until { $day }. After that the money goes back to the neighbourhood’s budget.
worth-joins = This money is added to your savings of { $amount }.
worth-joins-empty = This money is added to the savings you had before.
worth-may-join = A code was typed here before, with savings of { $amount }. Are those yours too? Then you can add this money to them.
worth-may-join-empty = A code was typed here before. Are those savings yours too? Then you can add this money to them.
worth-join-button = Add it to those savings
worth-apart-button = Keep this money apart
