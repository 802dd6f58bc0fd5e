using Microsoft.Playwright;

namespace Ml.Gan.Tests.Samples;

/// <summary>A page of the web app in a browser, its errors and its requests.</summary>
internal sealed class BrowserPage
{
    private const string Pixels = """
        () => {
          const canvas = document.getElementById("picture");
          const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { willReadFrequently: true });
          copy.drawImage(canvas, 0, 0);
          const pixels = copy.getImageData(0, 0, canvas.width, canvas.height);
          return [canvas.width, canvas.height, ...pixels.data];
        }
        """;

    private static readonly PageWaitForFunctionOptions s_patience = new() { Timeout = 120_000 };

    public BrowserPage(IPage page)
    {
        Page = page;
        page.SetDefaultTimeout(120_000);
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

    /// <summary>Opens an address of the app and waits for its pictures.</summary>
    public async Task GoAsync(Uri app, string path = "/")
    {
        await Page.GotoAsync(new Uri(app, path).AbsoluteUri);
        await Page.WaitForFunctionAsync("() => document.body.dataset.state === 'ready'", null, s_patience);
    }

    /// <summary>Waits until the large picture is what it names.</summary>
    public Task ShownAsync(string what) => Page.WaitForFunctionAsync(
        "what => document.getElementById('picture').dataset.shown === what", what, s_patience);

    /// <summary>The large picture's red, green, blue and alpha, row by row.</summary>
    public async Task<(int Width, int Height, byte[] Pixels)> PictureAsync()
    {
        int[] all = await Page.EvaluateAsync<int[]>(Pixels);
        return (all[0], all[1], [.. all.Skip(2).Select(value => (byte)value)]);
    }
}
