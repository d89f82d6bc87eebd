# Signing in with a link in a mail
sign-in-title = Sign in
sign-in-lead = For those who have an initiative or want to start one. You get an e-mail with a link. You need no password.
sign-in-label = Your e-mail address
sign-in-hint = For example name@example.org
sign-in-button = Send me a link
sign-in-not-an-address = This is not an e-mail address. Type it like name@example.org.
sign-in-slow-down = { $seconds ->
    [one] An e-mail was asked for too often from here. Please try again in one second.
   *[other] An e-mail was asked for too often from here. Please try again in { $seconds } seconds.
}
sign-in-no-mails = You cannot sign in here yet: this website sends no e-mails yet.
sign-in-resident = Did you get a letter with a code?
sign-in-code = Type your code here
sign-in-sent = Look at your e-mail
sign-in-sent-text = We have sent you an e-mail. Press the button in it. The link works for 20 minutes.
sign-in-sent-nothing = Nothing there? Please look at your unwanted mail too.
sign-in-again = Ask for a new link
sign-in-welcome = Welcome
sign-in-press = Press the button to sign in.
sign-out = Sign out
tray-title = E-mails of the demo
tray-lead = In the demo e-mails go to nobody. You can read them here.
tray-none = There are no e-mails yet.
