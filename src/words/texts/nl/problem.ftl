# Als een pagina er niet is
problem-not-found = Deze pagina bestaat niet
problem-not-found-text = Misschien is het adres niet volledig. Begin opnieuw op de voorpagina.
problem-no-visit = Vul eerst uw code in
problem-no-visit-text = Uw bezoek is afgelopen, of u hebt nog geen code ingevuld. De code staat in uw brief.
problem-unreadable = Dit konden wij niet lezen
problem-unreadable-text = Ga terug en probeer het opnieuw.
problem-refused = Dit kan niet
problem-busy = Het is erg druk
problem-busy-text = Er is niets veranderd. Probeer het over een minuut opnieuw.
problem-unknown = Wij weten niet zeker of dit is opgeslagen
problem-unknown-text = Kijk over een minuut bij uw tegoed, voordat u het opnieuw probeert.
problem-ours = Er ging bij ons iets mis
problem-ours-text = Het spijt ons. Van uw geld is niets verloren. Probeer het later opnieuw.
problem-not-signed-in = Meld u eerst aan
problem-not-signed-in-text = U bent niet aangemeld, of het is te lang geleden.
problem-link-over = Deze link werkt niet meer
problem-link-over-text = Een link werkt één keer, en 20 minuten. Vraag een nieuwe link.
