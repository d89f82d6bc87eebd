# Mijn initiatieven
own-title = Mijn initiatieven
own-none = U hebt hier nog geen initiatief.
own-signed-in = U bent aangemeld als { $address }.
