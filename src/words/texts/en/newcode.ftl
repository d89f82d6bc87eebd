# A new code
newcode-title = A new code
newcode-link = Replace the code in my letter
newcode-lead = You can replace the code in your letter by a new one. Do so if somebody else may have seen your letter.
newcode-ends = The code you typed last does not work after that.
newcode-once = You see the new code only once. Have pen and paper ready.
newcode-keeps = Your money and what you gave stay as they are.
newcode-button = Make a new code
newcode-one-lot = You can do this if you also type the code of an earlier letter.
newcode-sent-before = This form was sent before. Please begin again.
newcode-made = Your new code
newcode-write = Write this code down now, or print this page. We will not show it again.
newcode-old = The code in your letter does not work any more. You can throw that letter away.
newcode-done = I have written it down
newcode-mail = Was there an e-mail address with these savings? It is removed. You can leave it again after that.
