# Around every page
skip = Skip to the content
nav-label = Menu
nav-mine = My savings
languages = Language
footer-never = We never ask for your bank details or your BSN (citizen service number).
to-front = To the front page
error-title = Error:
error-summary = Something is not right yet
