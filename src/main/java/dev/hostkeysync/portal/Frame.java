package dev.hostkeysync.portal;

/// What is around every page.
///
/// @param title of the page
/// @param here the path of the page, as the navigation names it
/// @param name of who is signed in; empty = nobody
/// @param csrf the token for everything that changes something
public record Frame(
        String title, String here, String name, boolean operator, String csrf, Assets assets) {

    public boolean isSignedIn() {
        return !name.isEmpty();
    }

    /// Whether it is one of the operator's pages.
    public boolean isConsole() {
        return here.equals(PagePaths.CONSOLE) || here.startsWith(PagePaths.CONSOLE + "/");
    }

    public String asset(String file) {
        return assets.path(file);
    }

    @Override
    public String toString() {
        return "Frame[" + here + "]";
    }
}
