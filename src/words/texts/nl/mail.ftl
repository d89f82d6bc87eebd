# Mails
mail-sign-in-subject = Uw link om u aan te melden
mail-sign-in-text = Iemand heeft met dit e-mailadres gevraagd om zich aan te melden bij de wijkkas. Was u dat? Druk dan op de knop.
mail-sign-in-button = Aanmelden
mail-sign-in-ends = De link werkt 20 minuten, en één keer.
mail-sign-in-not-you = Was u dat niet? Dan hoeft u niets te doen.
mail-footer = Wijkkas. Wij vragen u nooit om uw bankgegevens of uw BSN.
