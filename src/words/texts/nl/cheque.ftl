# Een cheque die nog niet geactiveerd is
worth-title = Uw cheque
worth-heading = Uw cheque is { $amount } waard
worth-lead = U krijgt deze cheque van { $from }, voor { $programme }.
worth-what = Druk op de knop. Daarna kiest u: geef het aan iets goeds in uw buurt, of bewaar het voor later. Het kost u niets.
worth-button = Activeer mijn cheque
worth-until = Dit kan tot en met { $day }. Daarna gaat het geld terug naar het budget van de buurt.
worth-joins = Dit geld komt bij uw tegoed van { $amount }.
worth-joins-empty = Dit geld komt bij uw tegoed van eerder.
worth-may-join = Er is hier eerder een code ingevuld, met een tegoed van { $amount }. Is dat ook van u? Dan kunt u dit geld erbij doen.
worth-may-join-empty = Er is hier eerder een code ingevuld. Is dat tegoed ook van u? Dan kunt u dit geld erbij doen.
worth-join-button = Doe het bij dat tegoed
worth-apart-button = Houd dit geld apart
