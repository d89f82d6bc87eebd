# Logowanie linkiem z e-maila
sign-in-title = Zaloguj się
sign-in-lead = Dla osób, które mają inicjatywę lub chcą ją zacząć. Wyślemy e-mail z linkiem. Hasło nie jest potrzebne.
sign-in-label = Adres e-mail
sign-in-hint = Na przykład imie@przyklad.nl
sign-in-button = Wyślij mi link
sign-in-not-an-address = To nie jest adres e-mail. Proszę wpisać go tak: imie@przyklad.nl.
sign-in-slow-down = { $seconds ->
    [one] Zbyt często proszono stąd o e-mail. Proszę spróbować ponownie za sekundę.
    [few] Zbyt często proszono stąd o e-mail. Proszę spróbować ponownie za { $seconds } sekundy.
    [many] Zbyt często proszono stąd o e-mail. Proszę spróbować ponownie za { $seconds } sekund.
   *[other] Zbyt często proszono stąd o e-mail. Proszę spróbować ponownie za { $seconds } sekundy.
}
sign-in-no-mails = Tutaj nie można się jeszcze zalogować: ta strona nie wysyła jeszcze e-maili.
sign-in-resident = Czy przyszedł list z kodem?
sign-in-code = Proszę wpisać kod tutaj
sign-in-sent = Proszę sprawdzić pocztę
sign-in-sent-text = Wysłaliśmy e-mail. Proszę nacisnąć w nim przycisk. Link działa 20 minut.
sign-in-sent-nothing = Nic nie przyszło? Proszę zajrzeć też do niechcianej poczty.
sign-in-again = Poproś o nowy link
sign-in-welcome = Witamy
sign-in-press = Proszę nacisnąć przycisk, aby się zalogować.
sign-out = Wyloguj się
tray-title = E-maile z wersji pokazowej
tray-lead = W wersji pokazowej e-maile nie są nigdzie wysyłane. Można je przeczytać tutaj.
tray-none = Nie ma jeszcze e-maili.
