# Nederlands, taalniveau B1: korte zinnen, gewone woorden, u.

# Maanden en dagen
month-1 = januari
month-2 = februari
month-3 = maart
month-4 = april
month-5 = mei
month-6 = juni
month-7 = juli
month-8 = augustus
month-9 = september
month-10 = oktober
month-11 = november
month-12 = december
day = { $day } { $month } { $year }

# Rond elke pagina
skip = Naar de inhoud
nav-label = Menu
nav-mine = Mijn tegoed
languages = Taal
footer-never = Wij vragen u nooit om uw bankgegevens of uw BSN.
to-front = Naar de voorpagina
error-title = Fout:
error-summary = Er klopt nog iets niet

# Voorpagina
front-title = Samen sparen voor uw buurt
front-lead = Hebt u een brief gekregen met een code? Dan kiest u mee wat er in uw buurt gebeurt.
code-label = De code uit uw brief
code-hint = 11 letters en cijfers, bijvoorbeeld ABCD-EFGH-JKM
code-button = Verder
code-empty = Vul de code in die in uw brief staat.
code-too-short = { $found ->
    [one] Een code heeft 11 tekens. U vulde er { $found } in. Vul de hele code in.
   *[other] Een code heeft 11 tekens. U vulde er { $found } in. Vul de hele code in.
}
code-too-long = Een code heeft 11 tekens. U vulde er meer in. Vul alleen de code in.
code-symbol = Het teken “{ $symbol }” staat nooit in een code. Kijk nog eens goed in uw brief.
code-slip = Eén teken klopt niet, of twee tekens zijn omgewisseld. Kijk nog eens goed in uw brief.
code-unknown = Wij kennen deze code niet. Kijk nog eens goed in uw brief.
code-slow-down = { $seconds ->
    [one] Er zijn hier te veel verkeerde codes ingevuld. Probeer het over één seconde opnieuw.
   *[other] Er zijn hier te veel verkeerde codes ingevuld. Probeer het over { $seconds } seconden opnieuw.
}
front-initiatives = Hiervoor sparen uw buren in { $programme }
front-none = Er zijn op dit moment geen open initiatieven.

# Initiatieven
card-money = { $pot } van { $target }
card-supporters = { $count ->
    [0] Nog geen steun
    [one] { $count } bewoner doet mee
   *[other] { $count } bewoners doen mee
}
card-until = { $left ->
    [0] tot en met vandaag, { $day }
    [one] tot en met { $day }, nog één dag
   *[other] tot en met { $day }, nog { $left } dagen
}
card-untitled = Initiatief { $number }
initiative-give = Geef aan dit initiatief
status-draft = wordt nog geschreven
status-submitted = wacht op goedkeuring
status-changes-asked = wordt aangepast
status-approved = gaat binnenkort open
status-rejected = niet goedgekeurd
status-open = open
status-paused = staat even stil
status-reconsidered = bijna gelukt: de initiatiefnemer legt uit wat er nog kan
status-explained = bijna gelukt: u kunt nog helpen
status-funded = gelukt!
status-payout-pending = gelukt! Het geld is onderweg
status-paid = uitbetaald
status-in-progress = wordt uitgevoerd
status-report-due = wacht op het verslag
status-reported = het verslag is er
status-closed = klaar
status-not-carried-out = gaat niet door
status-written-off = is niet doorgegaan
status-ended = niet gelukt: iedereen kreeg het geld terug

# Een cheque die nog niet geactiveerd is
worth-title = Uw cheque
worth-heading = Uw cheque is { $amount } waard
worth-lead = U krijgt deze cheque van { $from }, voor { $programme }.
worth-what = Druk op de knop. Daarna kiest u: geef het aan iets goeds in uw buurt, of bewaar het voor later. Het kost u niets.
worth-joins = Op dit apparaat is kort geleden ook een andere code gebruikt. Deze cheque komt bij dat tegoed. Was u dat niet? Sluit dan eerst af, en vul uw code opnieuw in.
worth-button = Activeer mijn cheque
worth-until = Dit kan tot en met { $day }. Daarna gaat het geld terug naar het budget van de buurt.

# Mijn tegoed
mine-refused = Deze code opent nu niets
other-code = Vul een andere code in
savings-title = Mijn tegoed
savings-heading = U hebt { $amount }
savings-heading-none = U hebt alles gegeven
savings-one-lot = Deze code opent alleen het geld van deze brief. Wilt u al uw tegoed zien? Vul dan ook de code van een eerdere brief in.
savings-now = Wat wilt u ermee doen?
savings-how = Vul bij één of meer initiatieven een bedrag in. U kunt het terugnemen zolang een initiatief open is.
savings-later = Wilt u liever sparen? Dan hoeft u niets te doen. Uw geld blijft hier staan.
savings-none-open = Er is nu geen initiatief waaraan u kunt geven. Uw geld blijft hier staan.
savings-given = Dit gaf u
savings-lots = Waar uw geld vandaan komt
savings-more = Klaar?
savings-next-code = Ik heb nog een code
lot-from = Van
lot-amount = Nog over
lot-until = Te geven tot en met
give-label = Geef
give-button = Geven
give-nothing = Vul bij een initiatief een bedrag in.
give-sent-before = Dit formulier is al eens verstuurd. Hieronder ziet u wat u gaf. Druk nog eens op de knop als u meer wilt geven.
give-not-an-amount = Dit is geen bedrag. Schrijf het zo: 2,50.
gift-amount = U gaf { $amount }
take-back-button = Neem terug
thanks = Dank u wel!
thanks-less = Een initiatief had minder nodig dan u gaf. De rest is nog van u.
thanks-next = Doen er genoeg buren mee? Dan krijgt het initiatief het geld. Zo niet, dan krijgt u het terug.
taken-back = Uw geld is terug.
done-button = Afsluiten
done-text = Gebruiken anderen deze computer ook? Sluit dan af. Dan ziet niemand uw tegoed.

# Waarom iets niet kan
refused-amount-zero = Het bedrag moet meer dan nul zijn.
refused-amount-too-large = Dit bedrag is te groot.
refused-round-not-open = Deze cheque kunt u nog niet gebruiken.
refused-round-cancelled = Deze chequeronde gaat niet door. Het geld ging terug naar het budget.
refused-cheque-expired = Deze cheque was geldig tot en met { $day }. Het geld ging terug naar het budget van de buurt.
refused-code-replaced = Er is een nieuwere code voor deze cheque.
refused-cheque-voided = Deze cheque is ingetrokken.
refused-cheque-activated = Deze cheque is al gebruikt.
refused-nothing-left = Van deze cheque is niets meer over.
refused-tenancy-ended = Deze cheque was voor bewoners die verhuisd zijn.
refused-wallet-too-small = U hebt { $free }. U vulde samen { $asked } in.
refused-against-condition = Van uw geld mag hooguit { $allowed } naar dit initiatief. Dat is een voorwaarde van de gever.
refused-too-much-of-oneself = Initiatiefnemers geven zelf hooguit { $percent } %. Daarvan is nog { $left } over.
refused-initiative-full = Dit initiatief heeft al genoeg. Dank u wel!
refused-pledged-less = U gaf { $pledged } aan dit initiatief.
refused-initiative-not-open = Aan dit initiatief kunt u niet geven.
refused-initiative-paused = Dit initiatief staat even stil. Probeer het later nog eens.
refused-initiative-closed = Dit kon tot en met { $day }.
refused-would-lapse = Dit geld kon u geven tot en met { $day }. Neemt u het terug, dan vervalt het meteen. U kunt het laten staan.
refused-rest-would-lapse = U kunt { $most } terugnemen. De rest kon u geven tot en met { $day } en vervalt meteen als u het terugneemt.
refused-unknown = Dit bestaat niet, of niet meer.
refused-other = Dit kan niet: { $why }.
what-now-next-round = Bij de volgende ronde krijgt u een nieuwe cheque.
what-now-last-letter = Gebruik de code uit uw laatste brief.
what-now-wait = Probeer het op de datum die in uw brief staat.
what-now-desk = Hebt u een vraag? Het telefoonnummer staat in uw brief.

# Als een pagina er niet is
problem-not-found = Deze pagina bestaat niet
problem-not-found-text = Misschien is het adres niet volledig. Begin opnieuw op de voorpagina.
problem-no-visit = Vul eerst uw code in
problem-no-visit-text = Uw bezoek is afgelopen, of u hebt nog geen code ingevuld. De code staat in uw brief.
problem-unreadable = Dit konden wij niet lezen
problem-unreadable-text = Ga terug en probeer het opnieuw.
problem-refused = Dit kan niet
problem-busy = Het is erg druk
problem-busy-text = Er is niets veranderd. Probeer het over een minuut opnieuw.
problem-unknown = Wij weten niet zeker of dit is opgeslagen
problem-unknown-text = Kijk over een minuut bij uw tegoed, voordat u het opnieuw probeert.
problem-ours = Er ging bij ons iets mis
problem-ours-text = Het spijt ons. Van uw geld is niets verloren. Probeer het later opnieuw.
