package dev.parley.server.dashboard;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.server.testing.TestOrg;

/** The console of an organisation's administrators, in somebody's window. */
record OrgConsole(Visit visit) {

    /** Signs in. */
    static OrgConsole of(Visit visit, TestOrg org) {
        return new OrgConsole(visit.signIn(org));
    }

    /** Signs in and opens a place, such as {@code /settings}. */
    static OrgConsole of(Visit visit, TestOrg org, String place) {
        return of(visit, org).open(place);
    }

    OrgConsole open(String place) {
        visit.open("/org/#" + place);
        return this;
    }

    Page page() {
        return visit.page();
    }

    /** A number of the overview, with what is said about it. */
    Locator tile(String label) {
        return page().locator(".tile").filter(having(label)).locator("dd");
    }

    /** The links of the list at the side. */
    Locator rows() {
        return page().locator(".org-list .org-row > a");
    }

    Locator row(String text) {
        return rows().filter(having(text));
    }

    /** The first line of the page. */
    Locator heading() {
        return page().locator("main").getByRole(AriaRole.HEADING).first();
    }

    /** The name of the open bot, with what is special about it. */
    Locator head() {
        return page().locator(".org-head");
    }

    /** The row of a table that has this text. */
    Locator entry(String text) {
        return page().locator("main tbody tr").filter(having(text));
    }

    Locator entries() {
        return page().locator("main tbody tr");
    }

    Locator toast(String text) {
        return page().locator(".toast").filter(having(text));
    }

    /** Goes to one of the pages. */
    OrgConsole go(String name) {
        visit.byRole(AriaRole.LINK, name).click();
        return this;
    }

    OrgConsole tab(String name) {
        visit.byRole(AriaRole.TAB, name).click();
        return this;
    }

    /** Chooses something from the menu of the open bot. */
    OrgConsole act(String action) {
        visit.button("More actions").click();
        visit.byRole(AriaRole.MENUITEM, action).click();
        return this;
    }

    /** Presses a button of the dialog that asks. */
    OrgConsole answer(String action) {
        button(page().getByRole(AriaRole.DIALOG), action).click();
        return this;
    }

    static Locator button(Locator within, String name) {
        return within.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    static Locator.FilterOptions having(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }
}
