# Meldingen over een initiatief, beslissingen en bezwaar
notice-question = Klopt er iets niet?
notice-link = Meld het ons
notice-title = Melden dat er iets niet klopt
notice-lead = Een moderator van de wijkkas leest uw melding en beslist, met een reden.
notice-words = Wat klopt er niet?
notice-empty = Schrijf wat er niet klopt.
notice-address = Uw e-mailadres (mag leeg blijven)
notice-address-hint = Dan sturen wij u de beslissing. Bent u het er niet mee eens? Dan kunt u bezwaar maken.
notice-who-sees = Alleen moderatoren van de wijkkas lezen dit. De initiatiefnemer ziet niet wie u bent. Een jaar na de beslissing verdwijnt het. Komt er geen beslissing, dan na twee jaar.
notice-button = Verstuur de melding
notice-enough = Hierover zijn al meldingen. Een moderator kijkt ernaar.
notice-enough-address = Met dit e-mailadres wachten al drie meldingen op een moderator. Zonder e-mailadres kunt u dit nu ook melden.
notice-thanks = Dank u wel voor uw melding
notice-thanks-text = Een moderator kijkt ernaar. Hebt u een e-mailadres ingevuld? Dan krijgt u de beslissing per mail.
answer-title = Uw melding
answer-asked = Wat u meldde
answer-waits = Een moderator kijkt er nog naar.
answer-first = De beslissing
answer-appeal = Uw bezwaar
answer-second = De beslissing over het bezwaar
answer-other = Nog een beslissing
appeal-title = Bezwaar maken
appeal-link = Een beslissing over uw initiatief, en bezwaar maken
appeal-words = Waarom bent u het er niet mee eens?
appeal-second = Een tweede moderator beslist over uw bezwaar, niet degene die eerst besliste. Bezwaar maken kan één keer, binnen zes weken.
appeal-button = Verstuur uw bezwaar
appeal-empty = Schrijf waarom u het er niet mee eens bent.
appeal-waits = Een tweede moderator kijkt ernaar.
appeal-status = Uw initiatief: { $status }.
appeal-nothing = Er is nu niets waartegen u bezwaar kunt maken.
ruling-said = { $ruling ->
    [paused] Het initiatief staat even stil. Niemand kan er nu aan geven.
    [resumed] Het initiatief gaat weer verder.
    [stopped] Het initiatief is gestopt. Iedereen krijgt het geld terug.
    [rejected] Het initiatief is niet goedgekeurd.
    [anew] De eerste beslissing was niet juist. Het initiatief kan opnieuw worden ingestuurd.
    [taken-down] Iets wat de initiatiefnemers vertelden, is weggehaald.
    [told-anew] De eerste beslissing was niet juist. Het mag opnieuw worden verteld.
   *[other] Het initiatief blijft zoals het is.
}
review-list-title = Meldingen en bezwaren
review-listed = Melding: { $title }
review-listed-appeal = Bezwaar: { $title }
review-asked = Wat er is gemeld
review-appeal-asker = Bezwaar van wie dit meldde
review-appeal-initiator = Bezwaar van de initiatiefnemer
review-reason-hint = Schrijf altijd waarom. De melder en de initiatiefnemer kunnen dit lezen.
review-as-it-is = Laten zoals het is
review-pause = Even stilzetten
review-resume = Weer verder laten gaan
review-stop = Stoppen: iedereen krijgt het geld terug
review-anew = De eerste beslissing was niet juist: opnieuw insturen mag
review-told-anew = De eerste beslissing was niet juist: het mag opnieuw worden verteld
review-same = U nam de eerste beslissing. Daarom wacht dit bezwaar op een andere moderator.
review-alone = Er is nu geen andere moderator. Vraag de beheerder om er een toe te voegen.
review-own = Dit is uw eigen initiatief. Een andere moderator beslist.
review-over = Hierover is intussen al beslist, of het initiatief is veranderd. Kijk opnieuw.
told-title = Wat de initiatiefnemers vertelden
told-take-down = Haal dit weg
told-reason = Waarom haalt u dit weg?
told-reason-hint = De initiatiefnemers krijgen een mail. Zij kunnen uw reden lezen en bezwaar maken.
told-report-pictures = Foto’s bij het verslag
mail-decided-subject = De beslissing over een initiatief
mail-decided-text = Waarom, dat leest u op de pagina achter deze knop.
mail-decided-button = Lees de beslissing
mail-decided-appeal = Bent u het er niet mee eens? Op die pagina staat of u nog bezwaar kunt maken. Daarover beslist een tweede moderator.
