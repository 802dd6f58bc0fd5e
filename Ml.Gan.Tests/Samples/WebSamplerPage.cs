using Ml.Gan.Tests.Browser;

namespace Ml.Gan.Tests.Samples;

/// <summary>What the web app's page is asked and shows.</summary>
internal static class WebSamplerPage
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

    /// <summary>Opens an address of the app and waits for its pictures.</summary>
    public static async Task GoAsync(this BrowserPage page, Uri app, string path = "/")
    {
        await page.Page.GotoAsync(new Uri(app, path).AbsoluteUri);
        await page.WaitForAsync("document.body.dataset.state === 'ready'");
    }

    /// <summary>Waits until the large picture is what it names.</summary>
    public static Task ShownAsync(this BrowserPage page, string what) =>
        page.WaitForAsync($"document.getElementById('picture').dataset.shown === '{what}'");

    /// <summary>The large picture's red, green, blue and alpha, row by row.</summary>
    public static async Task<(int Width, int Height, byte[] Pixels)> PictureAsync(this BrowserPage page)
    {
        int[] all = await page.Page.EvaluateAsync<int[]>(Pixels);
        return (all[0], all[1], [.. all.Skip(2).Select(value => (byte)value)]);
    }
}
