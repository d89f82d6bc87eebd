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
initiative-needs = Wat er nog meer nodig is
initiative-granted = De wijkpot van de buurt gaf { $amount }.
