# A cheque before it is activated
worth-title = Your cheque
worth-heading = Your cheque is worth { $amount }
worth-lead = It comes from { $from }, for { $programme }.
worth-what = Press the button. Then you choose: give it to something good in your neighbourhood, or save it for later. It costs you nothing.
worth-button = Use my cheque
worth-until = You can do this until { $day }. After that the money goes back to the neighbourhood’s budget.
worth-joins = This money is added to the savings of the code that was typed here before. Are those not yours? Then close first, and type your code again.
