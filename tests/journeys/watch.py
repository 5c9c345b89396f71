"""What a browser complains about: console, failed requests."""

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

# Pages that say no: a form with errors, a time that is taken, a link that is not good.
SPOKEN_REFUSALS = {404, 409, 422}
GIVEN_UP = "net::ERR_ABORTED"  # the visitor went on before it had arrived, or it is a download


class Watch:
    """Collects errors of the console, of scripts, of the network and of the policy (CSP)."""

    def __init__(self, context: BrowserContext) -> None:
        self.complaints: list[str] = []
        context.on("console", self._heard)
        context.on("weberror", self._broke)
        context.on("requestfailed", self._failed)
        context.on("response", self._answered)

    def _heard(self, said: ConsoleMessage) -> None:
        is_about_status = said.text.startswith("Failed to load resource: the server responded")
        if said.type in {"error", "warning"} and not is_about_status:
            self.complaints.append(f"console: {said.text}")

    def _broke(self, error: WebError) -> None:
        self.complaints.append(f"script: {error.error}")

    def _failed(self, request: Request) -> None:
        if request.failure != GIVEN_UP:
            self.complaints.append(f"network: {request.url} {request.failure}")

    def _answered(self, response: Response) -> None:
        is_page = response.request.is_navigation_request()
        if response.status >= 400 and not (is_page and response.status in SPOKEN_REFUSALS):
            self.complaints.append(f"status {response.status}: {response.url}")
