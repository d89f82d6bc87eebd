# Meehelpen met een initiatief
help-title = Ik help mee
help-lead = Kunt u iets doen of lenen? Laat het weten. De initiatiefnemers lezen dit en kunnen contact met u opnemen.
help-over = Dit initiatief is voorbij. U kunt geen hulp meer aanbieden.
help-name = Uw naam
help-name-empty = Vul uw naam in.
help-address = Uw e-mailadres of telefoonnummer
help-address-hint = Bijvoorbeeld naam@voorbeeld.nl of 06 12345678
help-address-wrong = Vul een e-mailadres of een telefoonnummer in.
help-what = Wat kunt u doen?
help-what-hint = Bijvoorbeeld: ik kan op zaterdag graven, ik heb een kruiwagen.
help-what-empty = Schrijf wat u kunt doen.
help-who-sees = Alleen de mensen van dit initiatief zien dit. Zij kunnen het weggooien, ook als u hun dat vraagt. 30 dagen na het einde verdwijnt het vanzelf.
help-button = Verstuur
help-enough = Er zijn al veel mensen die willen helpen. Dank u wel!
help-thanks = Dank u wel!
help-thanks-text = Uw aanbod is verstuurd. De initiatiefnemers zien het op hun pagina. Zij kunnen contact met u opnemen.
help-list-title = Wie wil helpen
help-list-lead = Alleen u en de andere initiatiefnemers zien dit. Gooi weg wat u niet meer nodig hebt.
help-list-none = Er is nog niemand.
help-list-remove = Weggooien
manage-helpers = { $count ->
    [one] { $count } buur wil helpen
   *[other] { $count } buren willen helpen
}
back-to-initiative = Naar het initiatief
words-slow-down = { $seconds ->
    [one] Er is hier veel verstuurd. Probeer het over één seconde opnieuw.
   *[other] Er is hier veel verstuurd. Probeer het over { $seconds } seconden opnieuw.
}
