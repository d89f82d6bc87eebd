# Front page
front-title = Save together for your neighbourhood
front-lead = Did you get a letter with a code? Use it to choose what happens in your neighbourhood.
code-label = The code in your letter
code-hint = 11 letters and numbers, like ABCD-EFGH-JKM
code-button = Next
code-empty = Type the code that is in your letter.
code-too-short = { $found ->
    [one] A code has 11 characters. This has only { $found }. Please type all of it.
   *[other] A code has 11 characters. This has only { $found }. Please type all of it.
}
code-too-long = A code has 11 characters. This has more. Please type only the code.
code-symbol = The character “{ $symbol }” is never part of a code. Please compare with your letter.
code-slip = One character is wrong, or two are swapped. Please compare with your letter.
code-unknown = We do not know this code. Please compare it with your letter.
code-slow-down = { $seconds ->
    [one] Codes were typed here too often. Please try again in one second.
   *[other] Codes were typed here too often. Please try again in { $seconds } seconds.
}
front-initiatives = Your neighbours are saving for this in { $programme }
front-none = There are no open initiatives at the moment.
