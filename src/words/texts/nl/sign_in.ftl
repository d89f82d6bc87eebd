# Aanmelden met een link per mail
sign-in-title = Aanmelden
sign-in-lead = Voor wie een initiatief heeft of wil beginnen. U krijgt een mail met een link. U hebt geen wachtwoord nodig.
sign-in-label = Uw e-mailadres
sign-in-hint = Bijvoorbeeld naam@voorbeeld.nl
sign-in-button = Stuur mij een link
sign-in-not-an-address = Dit is geen e-mailadres. Typ het zoals naam@voorbeeld.nl.
sign-in-slow-down = { $seconds ->
    [one] Er is hier te vaak om een mail gevraagd. Probeer het over één seconde opnieuw.
   *[other] Er is hier te vaak om een mail gevraagd. Probeer het over { $seconds } seconden opnieuw.
}
sign-in-no-mails = U kunt zich hier nog niet aanmelden: deze website verstuurt nog geen mails.
sign-in-resident = Hebt u een brief met een code?
sign-in-code = Vul hier uw code in
sign-in-sent = Kijk in uw mail
sign-in-sent-text = Wij hebben u een mail gestuurd. Druk in die mail op de knop. De link werkt 20 minuten.
sign-in-sent-nothing = Niets gekregen? Kijk ook bij ongewenste mail.
sign-in-again = Vraag een nieuwe link
sign-in-welcome = Welkom
sign-in-press = Druk op de knop om u aan te melden.
sign-out = Afmelden
tray-title = Mails van de demo
tray-lead = In de demo gaan mails naar niemand. U leest ze hier.
tray-none = Er zijn nog geen mails.
