# Zgłoszenia o inicjatywie, decyzje i odwołania
notice-question = Coś się nie zgadza?
notice-link = Zgłoś to
notice-title = Zgłoś, co się nie zgadza
notice-lead = Moderator wijkkas przeczyta zgłoszenie i podejmie decyzję z uzasadnieniem.
notice-words = Co się nie zgadza?
notice-empty = Napisz, co się nie zgadza.
notice-address = Adres e-mail (można zostawić puste)
notice-address-hint = Wyślemy Ci decyzję. Jeśli się z nią nie zgadzasz, możesz się odwołać.
notice-who-sees = Czytają to tylko moderatorzy wijkkas. Inicjator nie widzi, kim jesteś. Rok po decyzji wpis znika. Jeśli decyzji nie będzie, znika po dwóch latach.
notice-button = Wyślij zgłoszenie
notice-enough = Mamy już zgłoszenia w tej sprawie. Moderator się temu przygląda.
notice-enough-address = Trzy zgłoszenia z tym adresem e-mail czekają na moderatora. To zgłoszenie można teraz wysłać bez adresu e-mail.
notice-thanks = Dziękujemy za zgłoszenie
notice-thanks-text = Moderator się temu przyjrzy. Jeśli podano adres e-mail, decyzja przyjdzie mailem.
answer-title = Twoje zgłoszenie
answer-asked = Co zgłoszono
answer-waits = Moderator jeszcze się temu przygląda.
answer-first = Decyzja
answer-appeal = Twoje odwołanie
answer-second = Decyzja w sprawie odwołania
answer-other = Jeszcze jedna decyzja
appeal-title = Odwołanie
appeal-link = Decyzja o Państwa inicjatywie i odwołanie
appeal-words = Dlaczego się nie zgadzasz?
appeal-second = O odwołaniu decyduje drugi moderator, nie ten, który decydował najpierw. Odwołać się można raz, w ciągu sześciu tygodni.
appeal-button = Wyślij odwołanie
appeal-empty = Napisz, dlaczego się nie zgadzasz.
appeal-waits = Przygląda się temu drugi moderator.
appeal-status = Twoja inicjatywa: { $status }.
appeal-nothing = Nie ma teraz nic, od czego można się odwołać.
ruling-said = { $ruling ->
    [paused] Inicjatywa jest wstrzymana. Na razie nikt nie może jej nic przekazać.
    [resumed] Inicjatywa toczy się dalej.
    [stopped] Inicjatywa została zatrzymana. Wszyscy dostają pieniądze z powrotem.
    [rejected] Inicjatywa nie została zatwierdzona.
    [anew] Pierwsza decyzja nie była słuszna. Inicjatywę można zgłosić ponownie.
    [taken-down] Usunięto coś, co opowiedzieli pomysłodawcy.
    [told-anew] Pierwsza decyzja nie była słuszna. Można to opowiedzieć ponownie.
   *[other] Inicjatywa pozostaje bez zmian.
}
review-list-title = Zgłoszenia i odwołania
review-listed = Zgłoszenie: { $title }
review-listed-appeal = Odwołanie: { $title }
review-asked = Co zgłoszono
review-appeal-asker = Odwołanie osoby, która to zgłosiła
review-appeal-initiator = Odwołanie inicjatora
review-reason-hint = Zawsze podaj powód. Może go przeczytać osoba zgłaszająca i inicjator.
review-as-it-is = Zostaw bez zmian
review-pause = Wstrzymaj
review-resume = Wznów
review-stop = Zatrzymaj: wszyscy dostają pieniądze z powrotem
review-anew = Pierwsza decyzja nie była słuszna: można zgłosić ponownie
review-told-anew = Pierwsza decyzja nie była słuszna: można to opowiedzieć ponownie
review-same = Pierwsza decyzja była Twoja. Dlatego to odwołanie czeka na innego moderatora.
review-alone = Nie ma teraz innego moderatora. Poproś administratora o dodanie kogoś.
review-own = To Twoja inicjatywa. Decyduje inny moderator.
review-over = W międzyczasie zapadła decyzja albo inicjatywa się zmieniła. Sprawdź ponownie.
told-title = Co opowiedzieli pomysłodawcy
told-take-down = Usuń to
told-reason = Dlaczego to usuwasz?
told-reason-hint = Pomysłodawcy dostaną e-mail. Mogą przeczytać powód i się odwołać.
told-report-pictures = Zdjęcia do sprawozdania
mail-decided-subject = Decyzja w sprawie inicjatywy
mail-decided-text = Uzasadnienie jest na stronie pod tym przyciskiem.
mail-decided-button = Przeczytaj decyzję
mail-decided-appeal = Nie zgadzasz się? Na tej stronie jest napisane, czy możesz się jeszcze odwołać. Zdecyduje o tym drugi moderator.
