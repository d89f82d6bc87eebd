# Geld verplaatsen naar een ander initiatief
move-link = Geef dit liever aan een ander initiatief
move-title = Geef het aan een ander initiatief
move-lead = U kunt { $amount } verplaatsen. Dat geld zit nu in
move-amount = Hoeveel wilt u verplaatsen?
move-to = Waar moet het naartoe?
move-choose = Kies een initiatief.
move-button = Verplaats
move-none-open = Er is nu geen ander initiatief waaraan u kunt geven.
move-sent-before = Dit formulier is al eens verstuurd. Kijk eerst wat er nu in dit initiatief zit.
moved = Uw geld is verplaatst.
moved-less = Het andere initiatief had minder nodig. De rest bleef waar het was.
back-to-savings = Terug naar mijn tegoed
