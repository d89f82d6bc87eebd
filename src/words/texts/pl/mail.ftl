# E-maile
mail-sign-in-subject = Link do logowania
mail-sign-in-text = Ktoś poprosił o zalogowanie się do wijkkas z tym adresem e-mail. Jeśli to Państwo, proszę nacisnąć przycisk.
mail-sign-in-button = Zaloguj się
mail-sign-in-ends = Link działa 20 minut i tylko raz.
mail-sign-in-not-you = Jeśli to nie Państwo, nie trzeba nic robić.
mail-footer = Wijkkas. Nigdy nie pytamy o dane bankowe ani o numer BSN.
