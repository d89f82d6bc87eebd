# Mails
mail-sign-in-subject = Your link to sign in
mail-sign-in-text = Somebody asked to sign in at wijkkas with this e-mail address. Was it you? Then press the button.
mail-sign-in-button = Sign in
mail-sign-in-ends = The link works for 20 minutes, and once.
mail-sign-in-not-you = Was it not you? Then you need not do anything.
mail-footer = Wijkkas. We never ask for your bank details or your BSN (citizen service number).
