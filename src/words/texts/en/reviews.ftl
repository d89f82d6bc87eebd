# Notices about an initiative, decisions and objections
notice-question = Is something wrong?
notice-link = Tell us
notice-title = Tell us what is wrong
notice-lead = A moderator of the wijkkas reads your message and decides, with a reason.
notice-words = What is wrong?
notice-empty = Write what is wrong.
notice-address = Your e-mail address (may stay empty)
notice-address-hint = Then we send you the decision. If you disagree, you can object.
notice-who-sees = Only moderators of the wijkkas read this. The initiator does not see who you are. It disappears a year after the decision. If there is no decision, after two years.
notice-button = Send
notice-enough = We have already been told about this. A moderator is looking at it.
notice-enough-address = Three notices with this e-mail address are waiting for a moderator. You can send this one now without an e-mail address.
notice-thanks = Thank you for telling us
notice-thanks-text = A moderator looks at it. If you filled in an e-mail address, you get the decision by mail.
answer-title = Your message
answer-asked = What you told us
answer-waits = A moderator is still looking at it.
answer-first = The decision
answer-appeal = Your objection
answer-second = The decision about the objection
answer-other = Another decision
appeal-title = Object
appeal-link = A decision about your initiative, and objecting
appeal-words = Why do you disagree?
appeal-second = A second moderator decides about your objection, not the one who decided first. You can object once, within six weeks.
appeal-button = Send your objection
appeal-empty = Write why you disagree.
appeal-waits = A second moderator is looking at it.
appeal-status = Your initiative: { $status }.
appeal-nothing = There is nothing to object to now.
ruling-said = { $ruling ->
    [paused] The initiative is on hold. Nobody can give to it for now.
    [resumed] The initiative goes on.
    [stopped] The initiative has been stopped. Everybody gets their money back.
    [rejected] The initiative was not approved.
    [anew] The first decision was not right. The initiative can be sent in again.
    [taken-down] Something the initiators told was removed.
    [told-anew] The first decision was not right. It can be told again.
   *[other] The initiative stays as it is.
}
review-list-title = Messages and objections
review-listed = Message: { $title }
review-listed-appeal = Objection: { $title }
review-asked = What we were told
review-appeal-asker = Objection by who told us
review-appeal-initiator = Objection by the initiator
review-reason-hint = Always write why. Whoever told us and the initiator can read this.
review-as-it-is = Leave it as it is
review-pause = Put on hold
review-resume = Let it go on
review-stop = Stop it: everybody gets their money back
review-anew = The first decision was not right: it can be sent in again
review-told-anew = The first decision was not right: it can be told again
review-same = You made the first decision. That is why this objection waits for another moderator.
review-alone = There is no other moderator now. Ask the administrator to add one.
review-own = This is your own initiative. Another moderator decides.
review-over = This was decided meanwhile, or the initiative has changed. Look again.
told-title = What the initiators told
told-take-down = Remove this
told-reason = Why do you remove this?
told-reason-hint = The initiators get a mail. They can read your reason and object.
told-report-pictures = Photos with the report
mail-decided-subject = The decision about an initiative
mail-decided-text = You can read why on the page behind this button.
mail-decided-button = Read the decision
mail-decided-appeal = Do you disagree? That page says whether you can still object. A second moderator decides about it.
