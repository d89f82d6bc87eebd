# Accessibility
access-title = Accessibility
access-lead = Everybody should be able to use this website.
access-norm = Our aim is WCAG 2.2, level AA. The law asks for WCAG 2.1, level AA (EN 301 549).
access-how = How we make the website
access-how-keyboard = You can do everything with the keyboard.
access-how-script = Everything works without JavaScript, on an old phone too.
access-how-large = You can make the letters larger, and use the colours of your device.
access-how-time = You can take your time. What you fill in for an initiative is kept.
access-known = What is not good yet
access-known-checked = Nobody from outside has examined the website yet. So we do not say that it meets all requirements.
access-known-words = Stories are in the language in which somebody wrote them.
access-known-pictures = Whoever adds a picture writes what is on it. That is not always clear.
access-contact = Does something not work for you?
access-contact-text = Let us know:
access-contact-none = Let us know. Your letter says how to reach us.
