# Als een code niets opent
what-now = Wat kunt u doen?
since-voided = Dat gebeurde op { $day }.
since-replaced = De code is op { $day } of eerder vervangen.
since-cancelled = Dat is besloten op { $day }.
since-moved = Dat weten wij sinds { $day }.
money-to-budget = Het geld blijft van de buurt: het gaat terug naar het budget.
money-with-new-code = Uw geld is er nog. De nieuwe code opent het.
money-all-given = Al het geld van deze cheque was al gegeven.
money-waits = Uw geld staat klaar.
what-now-own-code = Maakte u zelf een nieuwe code? Gebruik dan die.
what-now-voided = Hebt u een nieuwere brief gekregen? Gebruik dan die code. Denkt u dat dit een vergissing is? Bel ons dan.
what-now-earlier = Wat u eerder spaarde, is nog van u. Daarvoor gebruikt u de code van uw eerdere brief.
what-now-moved = Bent u verhuisd? Wat u eerder spaarde, blijft van u. Gebruik de code van een eerdere brief.
what-now-new-tenant = Woont u hier net? Bij de volgende ronde krijgt u een eigen brief.
