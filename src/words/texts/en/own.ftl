# My initiatives
own-title = My initiatives
own-none = You have no initiative here yet.
own-signed-in = You are signed in as { $address }.
