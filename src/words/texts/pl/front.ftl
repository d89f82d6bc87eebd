# Strona główna
front-title = Razem oszczędzamy dla naszej okolicy
front-lead = Przyszedł list z kodem? Z tym kodem można współdecydować, co będzie się działo w okolicy.
code-label = Kod z listu
code-hint = 11 liter i cyfr, na przykład ABCD-EFGH-JKM
code-button = Dalej
code-empty = Proszę wpisać kod, który jest w liście.
code-too-short = { $found ->
    [one] Kod ma 11 znaków. Wpisano tylko { $found } znak. Proszę wpisać cały kod.
    [few] Kod ma 11 znaków. Wpisano tylko { $found } znaki. Proszę wpisać cały kod.
    [many] Kod ma 11 znaków. Wpisano tylko { $found } znaków. Proszę wpisać cały kod.
   *[other] Kod ma 11 znaków. Wpisano tylko { $found } znaku. Proszę wpisać cały kod.
}
code-too-long = Kod ma 11 znaków. Wpisano więcej. Proszę wpisać tylko kod.
code-symbol = Znaku „{ $symbol }” nie ma w żadnym kodzie. Proszę jeszcze raz sprawdzić w liście.
code-slip = Jeden znak jest zły albo dwa znaki są zamienione miejscami. Proszę jeszcze raz sprawdzić w liście.
code-unknown = Nie znamy tego kodu. Proszę jeszcze raz sprawdzić w liście.
code-slow-down = { $seconds ->
    [one] Kody wpisywano tu za często. Proszę spróbować ponownie za jedną sekundę.
    [few] Kody wpisywano tu za często. Proszę spróbować ponownie za { $seconds } sekundy.
    [many] Kody wpisywano tu za często. Proszę spróbować ponownie za { $seconds } sekund.
   *[other] Kody wpisywano tu za często. Proszę spróbować ponownie za { $seconds } sekundy.
}
front-initiatives = { $programme }: na to oszczędzają sąsiedzi
front-none = W tej chwili nie ma otwartych inicjatyw.
