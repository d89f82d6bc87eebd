# Een vaste keuze
choice-title = Uw volgende cheques
choice-link = Kies wat er met uw volgende cheques gebeurt
choice-lead = Bij elke ronde krijgt u een brief met een code. U kunt ook één keer kiezen. Dan gaat het daarna vanzelf.
choice-label = Wat doen wij met uw volgende cheques?
choice-none = Ik vul elke keer zelf mijn code in
choice-none-hint = U kiest per brief.
choice-save = Spaar ze voor mij
choice-save-hint = Het geld komt vanzelf bij dit tegoed. U geeft het later weg.
choice-pot = Geef ze aan de wijkpot
choice-pot-hint = De wijkpot helpt initiatieven die bijna genoeg hebben. U krijgt dit geld niet terug.
choice-button = Bewaar mijn keuze
choice-saved = Uw keuze is bewaard.
choice-now-none = U hebt nog niets gekozen.
choice-now-save = Uw volgende cheques worden vanzelf gespaard, tot en met { $day }.
choice-now-pot = Uw volgende cheques gaan vanzelf naar de wijkpot, tot en met { $day }.
choice-now-others = Iemand anders in uw huis koos al, tot en met { $day }. Wilt u dat veranderen? Het telefoonnummer staat in uw brief.
choice-at-desk = Cheques van uw huis zijn ook apart van deze gebruikt. Wat er met de volgende gebeurt, spreekt u af met de medewerkers. Het telefoonnummer staat in uw brief.
choice-one-lot = U kunt dit kiezen als u ook de code van een eerdere brief invult.
choice-not-here = Voor deze cheques kan dat niet, of niet meer.
choice-sent-before = Dit formulier is al eens verstuurd. U ziet hieronder wat nu geldt.
choice-again = { $months ->
    [one] Na één maand vragen wij het u opnieuw. U kunt altijd stoppen. Verhuist u? Dan stopt het vanzelf.
   *[other] Na { $months } maanden vragen wij het u opnieuw. U kunt altijd stoppen. Verhuist u? Dan stopt het vanzelf.
}
refused-choice-of-another = Cheques van uw huis zijn ook apart van deze gebruikt, of iemand koos al wat er met de volgende gebeurt. Wilt u dat veranderen? Het telefoonnummer staat in uw brief.
refused-not-of-this-household = Alleen wie een cheque van dit huis gebruikte, kan kiezen.
choice-home = Het huis van deze cheque
