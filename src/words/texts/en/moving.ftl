# Moving money to another initiative
move-link = Give this to another initiative instead
move-title = Give it to another initiative
move-lead = You can move { $amount }. That money is now in
move-amount = How much do you want to move?
move-to = Where should it go?
move-choose = Choose an initiative.
move-button = Move
move-none-open = There is no other initiative you can give to right now.
move-sent-before = This form was sent before. Please look first at what is in this initiative now.
moved = Your money has been moved.
moved-less = The other initiative needed less. The rest stayed where it was.
back-to-savings = Back to my savings
