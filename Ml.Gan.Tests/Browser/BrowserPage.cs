using System.Diagnostics;
using Microsoft.Playwright;

namespace Ml.Gan.Tests.Browser;

/// <summary>A page in a browser, its errors and its requests.</summary>
internal sealed class BrowserPage
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    public BrowserPage(IPage page)
    {
        Page = page;
        page.SetDefaultTimeout((float)s_patience.TotalMilliseconds);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                Errors.Add(message.Text);
        };
        page.PageError += (_, error) => Errors.Add(error);
        page.Request += (_, request) => Requests.Add(new Uri(request.Url));
    }

    public IPage Page { get; }

    public List<string> Errors { get; } = [];

    public List<Uri> Requests { get; } = [];

    /// <summary>Value of an expression of JavaScript, as text.</summary>
    public Task<string> EvaluateAsync(string expression) => Page.EvaluateAsync<string>($"String({expression})");

    /// <summary>Waits until an expression is true; by asking, as pages may forbid scripts of others.</summary>
    public async Task WaitForAsync(string expression)
    {
        for (var watch = Stopwatch.StartNew(); await EvaluateAsync(expression) != "true"; await Task.Delay(100))
        {
            Assert.IsLessThan(
                s_patience, watch.Elapsed,
                $"{expression}: {await EvaluateAsync("document.body.innerText")} {string.Join('\n', Errors)}");
        }
    }
}
