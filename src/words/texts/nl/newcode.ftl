# Een nieuwe code
newcode-title = Een nieuwe code
newcode-link = Vervang de code uit mijn brief
newcode-lead = U kunt de code uit uw brief vervangen door een nieuwe. Doe dat als iemand anders uw brief gezien kan hebben.
newcode-ends = De code die u het laatst invulde, werkt daarna niet meer.
newcode-once = U ziet de nieuwe code maar één keer. Leg pen en papier klaar.
newcode-keeps = Uw geld en wat u gaf, blijven zoals ze zijn.
newcode-button = Maak een nieuwe code
newcode-one-lot = Dat kan als u ook de code van een eerdere brief invult.
newcode-sent-before = Dit formulier is al eens verstuurd. Begin opnieuw.
newcode-made = Uw nieuwe code
newcode-write = Schrijf deze code nu op, of print deze pagina. Wij laten hem niet nog eens zien.
newcode-old = De code uit uw brief werkt niet meer. U mag die brief weggooien.
newcode-done = Ik heb de code opgeschreven
newcode-mail = Stond er een e-mailadres bij dit tegoed? Dat gaat weg. U kunt het daarna opnieuw invullen.
