# Toegankelijkheid
access-title = Toegankelijkheid
access-lead = Iedereen moet deze website kunnen gebruiken.
access-norm = Ons doel is WCAG 2.2, niveau AA. De wet vraagt WCAG 2.1, niveau AA (EN 301 549).
access-how = Hoe wij de website maken
access-how-keyboard = U kunt alles doen met het toetsenbord.
access-how-script = Alles werkt zonder JavaScript, ook op een oude telefoon.
access-how-large = U kunt de letters groter maken, en de kleuren van uw apparaat gebruiken.
access-how-time = U mag de tijd nemen. Wat u invult bij een initiatief, blijft bewaard.
access-known = Wat nog niet goed is
access-known-checked = Niemand van buiten heeft de website nog onderzocht. Wij zeggen dus niet dat hij aan alle eisen voldoet.
access-known-words = Verhalen staan in de taal waarin iemand ze schreef.
access-known-pictures = Wie een foto plaatst, schrijft zelf wat erop staat. Dat is niet altijd duidelijk.
access-contact = Werkt iets niet voor u?
access-contact-text = Laat het ons weten:
access-contact-none = Laat het ons weten. In uw brief staat hoe u ons bereikt.
