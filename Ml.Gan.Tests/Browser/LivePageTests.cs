using Microsoft.Playwright;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Tests.Data;
using Ml.Gan.Training;

namespace Ml.Gan.Tests.Browser;

/// <summary>The live view's page, as a browser shows it while a small network is trained.</summary>
[TestClass]
public sealed class LivePageTests
{
    [TestMethod]
    [Timeout(600_000)]
    public async Task Shows_curves_and_samples_and_stops_the_training()
    {
        await using var chromium = await Chromium.StartAsync();
        var browser = await chromium.OpenAsync(1280);
        using var view = new LiveView(new LiveViewOptions { Title = "Digits" });
        using var folder = new TemporaryFolder();
        using var data = new Glyphs(size: 16);
        var options = new LatentGanOptions
        {
            Network = new Dcgan { Width = 2 },
            BatchSize = 4,
            Steps = 1_000_000,
            CheckpointFolder = folder["checkpoints"],
        };
        using var gan = new LatentGan(options, data);
        var training = Task.Run(() => new GanTrainer(gan).Train(
            [new SampleGridFiles(gan, folder.Path, interval: 20), new Measuring(), view]));
        await browser.Page.GotoAsync(view.Address.ToString());

        await browser.WaitForAsync("document.querySelectorAll('canvas').length >= 3");
        Assert.AreEqual("Digits", await browser.EvaluateAsync("document.getElementById('title').textContent"));
        await browser.WaitForAsync("document.querySelector('canvas').getAttribute('aria-label').includes('d_loss')");
        await browser.WaitForAsync($"{PixelsOfTheFirstCurve} > 50");

        await browser.WaitForAsync("Number(document.getElementById('moment').max) >= 2");
        await browser.WaitForAsync("document.getElementById('picture').naturalWidth > 100");
        string newest = await browser.EvaluateAsync("document.getElementById('picture').src");
        await browser.EvaluateAsync("document.getElementById('moment').focus()");
        await browser.Page.Keyboard.PressAsync("ArrowLeft");
        await browser.WaitForAsync($"document.getElementById('picture').src !== '{newest}'");
        await browser.WaitForAsync("document.getElementById('newest').getAttribute('aria-pressed') === 'false'");
        string earlier = await browser.EvaluateAsync("document.getElementById('moment-step').textContent");
        await browser.WaitForAsync("Number(document.getElementById('moment').max) >= 4");
        Assert.AreEqual(earlier, await browser.EvaluateAsync("document.getElementById('moment-step').textContent"),
            "a later picture doesn't take the place of the one that was chosen");

        await browser.EvaluateAsync("document.querySelector('canvas').focus()");
        await browser.Page.Keyboard.PressAsync("ArrowLeft");
        Assert.Contains(
            "(step ", await browser.EvaluateAsync("document.querySelector('canvas').getAttribute('aria-label')"));
        await browser.EvaluateAsync("document.querySelector('.chart-head button').click()");
        Assert.AreEqual(
            "true",
            await browser.EvaluateAsync("document.querySelector('.chart-head button').getAttribute('aria-pressed')"));

        await LookAsync(browser, "light", 1280, isDark: false);
        await LookAsync(browser, "dark", 1280, isDark: true);
        await LookAsync(browser, "phone", 390, isDark: false);
        Assert.AreEqual(
            "true", await browser.EvaluateAsync("document.documentElement.scrollWidth <= 390"), "nothing sticks out");

        await browser.EvaluateAsync("document.getElementById('save').click()");
        await browser.WaitForAsync("document.getElementById('note').textContent.includes('is written')");
        await browser.EvaluateAsync("document.getElementById('stop').click()");
        Assert.IsTrue(training.Wait(TimeSpan.FromMinutes(2)), "the button doesn't stop the training");
        await browser.WaitForAsync("document.getElementById('state').textContent.includes('was stopped after step')");
        Assert.AreEqual("true", await browser.EvaluateAsync("document.getElementById('stop').disabled"));

        Assert.IsEmpty(browser.Errors, string.Join('\n', browser.Errors));
        string own = $"http://127.0.0.1:{view.Address.Port}/";
        Assert.IsTrue(browser.Requests.Count > 5);
        Assert.IsTrue(
            browser.Requests.All(address => address.AbsoluteUri.StartsWith(own, StringComparison.Ordinal)
                || address.AbsoluteUri.StartsWith("blob:", StringComparison.Ordinal)
                || address.AbsoluteUri.StartsWith("data:", StringComparison.Ordinal)),
            string.Join('\n', browser.Requests));
    }

    /// <summary>Without the token the browser gets a sentence instead of the page.</summary>
    [TestMethod]
    [Timeout(300_000)]
    public async Task Shows_nothing_without_the_token()
    {
        await using var chromium = await Chromium.StartAsync();
        var browser = await chromium.OpenAsync(1280);
        using var view = new LiveView();
        await browser.Page.GotoAsync(new Uri(view.Address.GetLeftPart(UriPartial.Path)).ToString());
        await browser.WaitForAsync("document.body !== null && document.body.innerText.includes('token')");
        Assert.AreEqual("0", await browser.EvaluateAsync("document.querySelectorAll('button').length"));
    }

    /// <summary>Reports a measure of its own.</summary>
    private sealed class Measuring : ITrainingListener
    {
        public void StepCompleted(TrainingStep step)
        {
            if (step.Step % 10 == 0)
                step.Report(new TrainingMeasure(step.Step, "distance", 1.0 / step.Step) { Title = "Distance" });
        }
    }

    /// <summary>Number of pixels of the first chart that have the color of its first curve, on a light page.</summary>
    private const string PixelsOfTheFirstCurve = """
        (() => {
          const canvas = document.querySelector('canvas');
          const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
          copy.drawImage(canvas, 0, 0);
          const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
          let count = 0;
          for (let i = 0; i < data.length; i += 4)
            if (Math.abs(data[i] - 11) + Math.abs(data[i + 1] - 92) + Math.abs(data[i + 2] - 173) < 40
              && data[i + 3] > 200) count++;
          return count;
        })()
        """;

    /// <summary>Keeps a picture of the page where the environment names a folder for it.</summary>
    private static async Task LookAsync(BrowserPage browser, string name, int width, bool isDark)
    {
        await browser.Page.SetViewportSizeAsync(width, width < 600 ? 1900 : 1000);
        await browser.Page.EmulateMediaAsync(new PageEmulateMediaOptions
        {
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
        });
        await browser.WaitForAsync("document.querySelector('canvas').clientWidth > 100");
        await Task.Delay(500);
        byte[] picture = await browser.Page.ScreenshotAsync();
        Assert.IsGreaterThan(10_000, picture.Length);
        if (Environment.GetEnvironmentVariable("MLGAN_TESTS_SCREENSHOTS") is { } folder)
            File.WriteAllBytes(Path.Combine(folder, $"live-{name}.png"), picture);
    }
}
