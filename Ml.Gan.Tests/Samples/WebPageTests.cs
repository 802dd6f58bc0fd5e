using Ml.Gan.Onnx;
using Ml.Gan.Tests.Browser;
using Ml.Gan.Tests.Data;
using SkiaSharp;

namespace Ml.Gan.Tests.Samples;

/// <summary>The web app's page in a browser, where the same generator runs.</summary>
[TestClass]
public sealed class WebPageTests
{
    private static readonly TemporaryFolder s_folder = new();
    private static Chromium? s_browser;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context)
    {
        string runtime = Path.Combine(
            BuiltFrom.Repository, "samples", "WebSampler", "node_modules", "onnxruntime-web", "package.json");
        if (File.Exists(runtime))
            s_browser = await Chromium.StartAsync();
    }

    [ClassCleanup]
    public static async Task StopAsync()
    {
        if (s_browser is not null)
            await s_browser.DisposeAsync();
        s_folder.Dispose();
    }

    [TestMethod]
    [DataRow("labels", "seed=7&label=3&truncation=0.9")]
    [DataRow("labels", "seed=-2147483648&label=9")]
    [DataRow("colors", "seed=12&label=0")]
    [DataRow("seeds", "seed=-5&label=4")]
    [DataRow("styles", "seed=4")]
    [DataRow("styles", "seed=4&truncation=0.5")]
    [DataRow("styles", "seed=9&truncation=-0.7")]
    public async Task A_seed_s_picture_is_the_server_s(string kind, string query)
    {
        using var app = await SampleProgram.ServeAsync(Model(kind));
        var page = await Browser.OpenAsync();
        await page.GoAsync(app.Address, $"/#{query}");
        await page.ShownAsync(query);

        await AssertSameAsync(page, app, query);
        Assert.IsEmpty(page.Errors, string.Join('\n', page.Errors));
        Assert.IsTrue(page.Requests.Any(request => request.AbsolutePath == "/generator.onnx"));
        Assert.IsTrue(
            page.Requests.All(request => request.Scheme == "data" || request.Authority == app.Address.Authority),
            string.Join('\n', page.Requests));
        Assert.IsFalse(page.Requests.Any(request => request.AbsolutePath == "/images"), "the browser made it itself");
    }

    [TestMethod]
    public async Task Keys_and_sliders_change_the_picture_and_seeds_bring_it_back()
    {
        using var app = await SampleProgram.ServeAsync(Model("labels"));
        var page = await Browser.OpenAsync();
        await page.GoAsync(app.Address, "/#seed=7&label=3");
        byte[] seven = (await page.PictureAsync()).Pixels;

        await page.Page.FocusAsync("#sliders label:first-child input");
        await page.Page.Keyboard.PressAsync("End");
        await page.WaitForAsync("document.getElementById('caption').textContent.includes('by hand')");
        Assert.AreEqual("3.00", await page.Page.TextContentAsync("#sliders label:first-child output"));
        CollectionAssert.AreNotEqual(seven, (await page.PictureAsync()).Pixels);

        await page.Page.FocusAsync("#seed");
        await page.Page.Keyboard.PressAsync("ArrowUp");
        await page.ShownAsync("seed=8&label=3");
        await AssertSameAsync(page, app, "seed=8&label=3");

        await page.Page.FocusAsync("#gallery button:nth-child(2)");
        await page.Page.Keyboard.PressAsync("Enter");
        await page.ShownAsync("seed=2&label=3");
        await page.Page.SelectOptionAsync("#label", "5");
        await page.ShownAsync("seed=2&label=5");
        await AssertSameAsync(page, app, "seed=2&label=5");
        Assert.IsEmpty(page.Errors, string.Join('\n', page.Errors));
    }

    [TestMethod]
    public async Task Styles_are_truncated_by_the_slider()
    {
        using var app = await SampleProgram.ServeAsync(Model("styles"));
        var page = await Browser.OpenAsync();
        await page.GoAsync(app.Address, "/#seed=4");
        byte[] whole = (await page.PictureAsync()).Pixels;
        await page.Page.FocusAsync("#truncation");
        await page.Page.Keyboard.PressAsync("Home");
        await page.ShownAsync("seed=4&truncation=-1");
        CollectionAssert.AreNotEqual(whole, (await page.PictureAsync()).Pixels);
        await AssertSameAsync(page, app, "seed=4&truncation=-1");

        await page.Page.ClickAsync("#truncation-off");
        await page.ShownAsync("seed=4");
        CollectionAssert.AreEqual(whole, (await page.PictureAsync()).Pixels);
        Assert.IsEmpty(page.Errors, string.Join('\n', page.Errors));
    }

    [TestMethod]
    public async Task The_way_between_two_seeds_begins_with_the_first()
    {
        using var app = await SampleProgram.ServeAsync(Model("labels"));
        var page = await Browser.OpenAsync();
        await page.GoAsync(app.Address, "/#seed=1&label=2");
        await page.Page.FillAsync("#from", "21");
        await page.Page.FillAsync("#to", "22");
        await page.Page.FocusAsync("#position");
        await page.Page.Keyboard.PressAsync("End");
        await page.ShownAsync("between 21 and 22 at 1");
        byte[] end = (await page.PictureAsync()).Pixels;
        await page.Page.Keyboard.PressAsync("Home");
        await page.ShownAsync("between 21 and 22 at 0");
        await AssertSameAsync(page, app, "seed=21&label=2");
        CollectionAssert.AreNotEqual(end, (await page.PictureAsync()).Pixels);
        Assert.IsEmpty(page.Errors, string.Join('\n', page.Errors));
    }

    [TestMethod]
    public async Task Noise_in_the_browser_is_the_library_s()
    {
        const int Rows = 200, Size = 65;
        using var app = await SampleProgram.ServeAsync(Model("labels"));
        var page = await Browser.OpenAsync();
        await page.GoAsync(app.Address);
        float[] noise = await NoiseAsync(page, $"noise.latent(noise.rowSeed(-9, i), {Size})", Rows);
        float[] truncated = await NoiseAsync(page, $"noise.latent(noise.rowSeed(-9, i), {Size}, 0.4)", Rows);
        float[] codes = await NoiseAsync(page, "noise.codes(noise.rowSeed(5, i), [3, 7], 2)", Rows);
        float[] path = await NoiseAsync(page, $"noise.between({Latent(1)}, {Latent(2)}, i / {Rows - 1})", Rows);

        AreClose(LatentNoise.Rows(Rows, Size, seed: -9), noise);
        AreClose(LatentNoise.Rows(Rows, Size, seed: -9, truncation: 0.4f), truncated);
        float[] drawn = new float[Rows * 12];
        for (int i = 0; i < Rows; i++)
            new CodesLayout([3, 7], 2).Draw(drawn.AsSpan(i * 12, 12), LatentNoise.RowSeed(5, i));
        CollectionAssert.AreEqual(drawn, codes);
        AreClose(LatentPath.Between(LatentNoise.Rows(1, Size, 1), LatentNoise.Rows(1, Size, 2), Rows), path);

        static string Latent(int seed) => $"noise.latent(noise.rowSeed({seed}, 0), {Size})";
    }

    [TestMethod]
    [DataRow(360, false)]
    [DataRow(1000, true)]
    public async Task It_fits_a_phone_and_is_dark_where_that_is_wanted(int width, bool dark)
    {
        using var app = await SampleProgram.ServeAsync(Model("labels"));
        var page = await Browser.OpenAsync(width, dark);
        await page.GoAsync(app.Address);
        Assert.IsLessThanOrEqualTo(
            width, await page.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        string background = await page.Page.EvaluateAsync<string>(
            "() => getComputedStyle(document.body).backgroundColor");
        Assert.AreEqual(dark ? "rgb(22, 24, 27)" : "rgb(250, 250, 250)", background);
    }

    [TestMethod]
    public async Task Without_the_runtime_the_picture_is_the_server_s_and_the_page_says_so()
    {
        using var app = await SampleProgram.ServeAsync(Model("labels"));
        var page = await Browser.OpenAsync();
        await page.Page.RouteAsync("**/onnxruntime-web/**", route => route.AbortAsync());
        await page.GoAsync(app.Address, "/#seed=7&label=3");
        Assert.Contains("npm ci", (await page.Page.TextContentAsync("#notice"))!);
        await AssertSameAsync(page, app, "seed=7&label=3");
        Assert.IsFalse(await page.Page.IsVisibleAsync("#more"));
    }

    private static Chromium Browser
    {
        get
        {
            if (s_browser is null)
                Assert.Inconclusive("onnxruntime-web isn't there: npm, or a network, was missing when this was built.");
            return s_browser;
        }
    }

    private static string Model(string kind)
    {
        string path = s_folder[$"{kind}.onnx"];
        if (!File.Exists(path))
            s_folder.Write($"{kind}.onnx", kind switch
            {
                "colors" => SmallGenerators.OfLabels(channels: 3),
                "seeds" => SmallGenerators.OfLabels(seedInput: true),
                "styles" => SmallGenerators.OfStyles(),
                _ => SmallGenerators.OfLabels(),
            });
        return path;
    }

    private static async Task AssertSameAsync(BrowserPage page, SampleProgram app, string query)
    {
        using var client = new HttpClient { BaseAddress = app.Address };
        using var picture = SKBitmap.Decode(await client.GetByteArrayAsync($"images?{query}"));
        var (width, height, pixels) = await page.PictureAsync();
        Assert.AreEqual((picture.Width, picture.Height), (width, height));
        int largest = 0;
        for (int i = 0; i < width * height; i++)
        {
            var expected = picture.GetPixel(i % width, i / width);
            int[] differences =
            [
                expected.Red - pixels[4 * i], expected.Green - pixels[(4 * i) + 1], expected.Blue - pixels[(4 * i) + 2],
                255 - pixels[(4 * i) + 3],
            ];
            largest = Math.Max(largest, differences.Max(Math.Abs));
        }

        Assert.IsLessThanOrEqualTo(1, largest, query);
        Assert.IsGreaterThan(10, pixels.Distinct().Count(), "the picture isn't blank");
    }

    private static async Task<float[]> NoiseAsync(BrowserPage page, string row, int rows)
    {
        string program = $"async () => {{ const noise = await import('/latent-noise.js');"
            + $"return Array.from({{ length: {rows} }}, (_, i) => [...{row}]).flat(); }}";
        return [.. (await page.Page.EvaluateAsync<double[]>(program)).Select(value => (float)value)];
    }

    /// <summary>
    /// Logarithms and cosines differ in the last bit at most between languages, and few of them do.
    /// </summary>
    private static void AreClose(float[] expected, float[] actual)
    {
        Assert.HasCount(expected.Length, actual);
        int different = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected[i], actual[i], 4e-7f * Math.Max(1, Math.Abs(expected[i])));
            different += expected[i] == actual[i] ? 0 : 1;
        }

        Console.WriteLine($"{different} of {expected.Length} numbers differ in their last bits");
        Assert.IsLessThan(expected.Length / 20, different);
    }
}
