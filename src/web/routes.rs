//! Every address of the website.

use super::{
    Site, about, assets, choice, code, comeback, figures, front, give, helping, history, initiative, live,
    manage, mine, moderation, moving, newcode, own, picture, problem, reviews, rules, share, sign_in, tray,
};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::get;

/// All pages. Where a form is sent to there is its page as well: a form that was refused is shown again at that address,
/// and its links to other languages, and whoever loads it anew, ask for it without a form.
pub fn all() -> Router<Site> {
    Router::new()
        .merge(residents())
        .merge(initiators())
        .merge(moderators())
        .merge(everybody())
        .fallback(problem::not_found)
}

/// What residents do with their cheques and savings.
fn residents() -> Router<Site> {
    Router::new()
        .route("/", get(front::page))
        .route("/code", get(front::page).post(code::typed))
        .route("/c/{code}", get(code::linked))
        .route("/mijn", get(mine::page))
        .route("/mijn/activeren", get(mine::page).post(mine::activate))
        .route("/mijn/terugnemen", get(mine::page).post(give::take_back))
        .route("/mijn/klaar", get(mine::page).post(mine::done))
        .route("/mijn/verplaatsen", get(moving::page).post(moving::carry))
        .route("/mijn/overzicht", get(history::page))
        .route("/mijn/bewijs", get(history::receipt))
        .route("/mijn/vaste-keuze", get(choice::page).post(choice::save))
        .route("/mijn/nieuwe-code", get(newcode::page).post(newcode::make))
        .route("/mijn/mail", get(comeback::page).post(comeback::leave))
        .route("/mijn/mail/weg", get(comeback::page).post(comeback::remove))
        .route("/terug", get(comeback::ask_page).post(comeback::ask))
        .route("/terug/verstuurd", get(comeback::sent))
        .route("/terug/{link}", get(comeback::linked).post(comeback::enter))
        .route("/geven", get(mine::page).post(give::give))
}

/// Describing an initiative, and looking after it.
fn initiators() -> Router<Site> {
    Router::new()
        .route("/aanmelden", get(sign_in::page).post(sign_in::ask))
        .route("/aanmelden/verstuurd", get(sign_in::sent))
        .route("/aanmelden/{link}", get(sign_in::linked).post(sign_in::enter))
        .route("/afmelden", get(own::page).post(sign_in::leave))
        .route("/mijn-initiatieven", get(own::page))
        .route("/wijk/{programme}/plan", get(own::page).post(own::begin))
        .route("/wijk/{programme}/plan/{sketch}/verhaal", get(own::story).post(own::save_story))
        .route("/wijk/{programme}/plan/{sketch}/kosten", get(own::costs).post(own::save_costs))
        .route("/wijk/{programme}/plan/{sketch}/wanneer", get(own::when).post(own::save_when))
        .route("/wijk/{programme}/plan/{sketch}/foto-weg", get(own::pictures).post(own::remove_picture))
        .route("/wijk/{programme}/plan/{sketch}/nakijken", get(own::finish).post(own::submit))
        .route("/wijk/{programme}/plan/{sketch}/weggooien", get(own::finish).post(own::discard))
        .route("/wijk/{programme}/initiatief/{number}/beheer", get(manage::page))
        .route("/wijk/{programme}/initiatief/{number}/beheer/openen", get(manage::page).post(manage::open))
        .route("/wijk/{programme}/initiatief/{number}/beheer/uitleg", get(manage::page).post(manage::explain))
        .route("/wijk/{programme}/initiatief/{number}/beheer/beginnen", get(manage::page).post(manage::begin))
        .route(
            "/wijk/{programme}/initiatief/{number}/beheer/verslag",
            get(manage::report).post(manage::send_report),
        )
        .route("/wijk/{programme}/initiatief/{number}/beheer/bericht", get(manage::page).post(manage::tell))
        .route("/wijk/{programme}/initiatief/{number}/beheer/bericht/{news}", get(manage::pictures))
        .route(
            "/wijk/{programme}/initiatief/{number}/beheer/bericht/{news}/foto-weg",
            get(manage::pictures).post(manage::remove_picture),
        )
        .route(
            "/wijk/{programme}/initiatief/{number}/beheer/bericht/{news}/weg",
            get(manage::pictures).post(manage::remove_news),
        )
        .route(
            "/wijk/{programme}/initiatief/{number}/beheer/uitnodigen",
            get(manage::page).post(manage::invite),
        )
        .route("/wijk/{programme}/initiatief/{number}/beheer/weggaan", get(manage::page).post(manage::leave))
        .route("/uitnodiging/{link}", get(manage::linked).post(manage::accept))
        .route("/wijk/{programme}/initiatief/{number}/beheer/delen", get(share::page))
        .route("/wijk/{programme}/initiatief/{number}/beheer/hulp", get(helping::list).post(helping::remove))
        .route(
            "/wijk/{programme}/initiatief/{number}/beheer/bezwaar",
            get(reviews::of_initiator).post(reviews::appeal_as_initiator),
        )
}

/// What moderators decide.
fn moderators() -> Router<Site> {
    Router::new()
        .route("/modereren", get(moderation::list))
        .route("/modereren/{programme}/{number}", get(moderation::one).post(moderation::decide))
        .route("/modereren/{programme}/zaak/{review}", get(reviews::moderate).post(reviews::decide))
        .route(
            "/modereren/{programme}/bericht/{news}",
            get(moderation::taking_down::page).post(moderation::taking_down::take_down),
        )
}

/// What everybody may read, and say.
fn everybody() -> Router<Site> {
    Router::new()
        .route("/wijk/{programme}/foto/{picture}/{size}", get(picture::show))
        .route("/wijk/{programme}/voortgang", get(live::stream))
        .route("/toegankelijkheid", get(about::accessibility))
        .route("/.well-known/security.txt", get(about::security))
        .route("/demo/post", get(tray::page))
        .route("/wijk/{programme}/initiatief/{number}", get(initiative::page))
        .route("/wijk/{programme}/regels", get(rules::page))
        .route("/wijk/{programme}/cijfers", get(figures::page))
        .route("/wijk/{programme}/cijfers/{file}", get(figures::file))
        .route("/i/{programme}/{number}", get(share::short))
        .route("/wijk/{programme}/initiatief/{number}/badge.svg", get(share::badge))
        .route("/wijk/{programme}/initiatief/{number}/widget", get(share::widget))
        .route("/wijk/{programme}/initiatief/{number}/poster.pdf", get(share::poster))
        .route("/wijk/{programme}/initiatief/{number}/poster.png", get(share::small_poster))
        .route("/wijk/{programme}/initiatief/{number}/kaart.png", get(share::card))
        .route("/wijk/{programme}/initiatief/{number}/helpen", get(helping::page).post(helping::offer))
        .route("/wijk/{programme}/initiatief/{number}/helpen/dank", get(helping::thanks))
        .route("/wijk/{programme}/initiatief/{number}/melden", get(reviews::page).post(reviews::ask))
        .route("/wijk/{programme}/initiatief/{number}/melden/dank", get(reviews::thanks))
        .route("/melding/{programme}/{review}/{token}", get(reviews::answer).post(reviews::appeal))
        .route("/assets/{hash}/{file}", get(assets::file))
}

/// Pages to which more than a form is sent.
pub fn uploads() -> Router<Site> {
    Router::new()
        .route("/wijk/{programme}/plan/{sketch}/fotos", get(own::pictures).post(own::add_picture))
        .route(
            "/wijk/{programme}/initiatief/{number}/beheer/bericht/{news}/foto",
            get(manage::pictures).post(manage::add_picture),
        )
        .layer(DefaultBodyLimit::disable())
}
