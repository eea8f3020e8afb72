from rekindle_core.testing.suite import RendererSuite, Limits
class TestText(RendererSuite):
    format_name="text"
class TestMarkdown(RendererSuite):
    format_name="markdown"
class TestHtml(RendererSuite):
    format_name="html"
class TestEmail(RendererSuite):
    format_name="email"
    limits=Limits(self_checks_first=True)
