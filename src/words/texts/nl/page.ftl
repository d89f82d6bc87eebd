# Rond elke pagina
skip = Naar de inhoud
nav-label = Menu
nav-mine = Mijn tegoed
languages = Taal
footer-never = Wij vragen u nooit om uw bankgegevens of uw BSN.
to-front = Naar de voorpagina
error-title = Fout:
error-summary = Er klopt nog iets niet
