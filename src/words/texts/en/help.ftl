# Helping an initiative
help-title = I’ll help
help-lead = Can you do or lend something? Let them know. The initiators read this and can contact you.
help-over = This initiative is over. You cannot offer help any more.
help-name = Your name
help-name-empty = Fill in your name.
help-address = Your e-mail address or phone number
help-address-hint = For example name@example.nl or 06 12345678
help-address-wrong = Fill in an e-mail address or a phone number.
help-what = What can you do?
help-what-hint = For example: I can dig on Saturday, I have a wheelbarrow.
help-what-empty = Write what you can do.
help-who-sees = Only the people behind this initiative see this. They can delete it, also when you ask them to. It disappears by itself 30 days after the end.
help-button = Send
help-enough = Many people already want to help. Thank you!
help-thanks = Thank you!
help-thanks-text = Your offer has been sent. The initiators see it on their page. They can contact you.
help-list-title = Who wants to help
help-list-lead = Only you and the other initiators see this. Delete what you no longer need.
help-list-none = Nobody yet.
help-list-remove = Delete
manage-helpers = { $count ->
    [one] { $count } neighbour wants to help
   *[other] { $count } neighbours want to help
}
back-to-initiative = To the initiative
words-slow-down = { $seconds ->
    [one] Much was sent from here. Please try again in one second.
   *[other] Much was sent from here. Please try again in { $seconds } seconds.
}
