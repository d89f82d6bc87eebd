# A standing choice
choice-title = Your next cheques
choice-link = Choose what happens to your next cheques
choice-lead = In every round you get a letter with a code. You can also choose once. After that it happens by itself.
choice-label = What shall we do with your next cheques?
choice-none = I type my code each time
choice-none-hint = You choose with every letter.
choice-save = Save them for me
choice-save-hint = The money is added to these savings by itself. You give it later.
choice-pot = Give them to the common pot
choice-pot-hint = The common pot helps initiatives that nearly have enough. You do not get this money back.
choice-button = Save my choice
choice-saved = Your choice is saved.
choice-now-none = You have not chosen yet.
choice-now-save = Your next cheques are saved by themselves, until { $day }.
choice-now-pot = Your next cheques go to the common pot by themselves, until { $day }.
choice-now-others = Somebody else in your home chose already, until { $day }. Do you want to change that? The phone number is in your letter.
choice-at-desk = Cheques of your home were also used apart from these. What happens to the next ones you arrange with the staff. The phone number is in your letter.
choice-one-lot = You can choose this if you also type the code of an earlier letter.
choice-not-here = This is not possible for these cheques, or not any more.
choice-sent-before = This form was sent before. Below you see what holds now.
choice-again = { $months ->
    [one] After one month we ask you again. You can stop at any time. Do you move house? Then it stops by itself.
   *[other] After { $months } months we ask you again. You can stop at any time. Do you move house? Then it stops by itself.
}
refused-choice-of-another = Cheques of your home were also used apart from these, or somebody already chose what happens to the next ones. Do you want to change that? The phone number is in your letter.
refused-not-of-this-household = Only somebody who used a cheque of this home can choose.
choice-home = The home of this cheque
