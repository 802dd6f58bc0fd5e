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
    private const int ArrowLeft = 37;

    [TestMethod]
    [Timeout(600_000)]
    public void Shows_curves_and_samples_and_stops_the_training()
    {
        using var browser = Chromium.Start();
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
        browser.Show(1280, 900, isDark: false);
        browser.Open(view.Address);

        browser.WaitFor("document.querySelectorAll('canvas').length >= 3");
        Assert.AreEqual("Digits", browser.Evaluate("document.getElementById('title').textContent"));
        browser.WaitFor("document.querySelector('canvas').getAttribute('aria-label').includes('d_loss')");
        browser.WaitFor($"{PixelsOfTheFirstCurve} > 50");

        browser.WaitFor("Number(document.getElementById('moment').max) >= 2");
        browser.WaitFor("document.getElementById('picture').naturalWidth > 100");
        string newest = browser.Evaluate("document.getElementById('picture').src");
        browser.Evaluate("document.getElementById('moment').focus()");
        browser.Press("ArrowLeft", ArrowLeft);
        browser.WaitFor($"document.getElementById('picture').src !== '{newest}'");
        browser.WaitFor("document.getElementById('newest').getAttribute('aria-pressed') === 'false'");
        string earlier = browser.Evaluate("document.getElementById('moment-step').textContent");
        browser.WaitFor("Number(document.getElementById('moment').max) >= 4");
        Assert.AreEqual(earlier, browser.Evaluate("document.getElementById('moment-step').textContent"),
            "a later picture doesn't take the place of the one that was chosen");

        browser.Evaluate("document.querySelector('canvas').focus()");
        browser.Press("ArrowLeft", ArrowLeft);
        Assert.Contains("(step ", browser.Evaluate("document.querySelector('canvas').getAttribute('aria-label')"));
        browser.Evaluate("document.querySelector('.chart-head button').click()");
        Assert.AreEqual(
            "true", browser.Evaluate("document.querySelector('.chart-head button').getAttribute('aria-pressed')"));

        Look(browser, "light", 1280, isDark: false);
        Look(browser, "dark", 1280, isDark: true);
        Look(browser, "phone", 390, isDark: false);
        Assert.AreEqual("true", browser.Evaluate("document.documentElement.scrollWidth <= 390"), "nothing sticks out");

        browser.Evaluate("document.getElementById('save').click()");
        browser.WaitFor("document.getElementById('note').textContent.includes('is written')");
        browser.Evaluate("document.getElementById('stop').click()");
        Assert.IsTrue(training.Wait(TimeSpan.FromMinutes(2)), "the button doesn't stop the training");
        browser.WaitFor("document.getElementById('state').textContent.includes('was stopped after step')");
        Assert.AreEqual("true", browser.Evaluate("document.getElementById('stop').disabled"));

        Assert.IsEmpty(browser.Errors, string.Join('\n', browser.Errors));
        string own = $"http://127.0.0.1:{view.Address.Port}/";
        Assert.IsTrue(browser.Requests.Count > 5);
        Assert.IsTrue(
            browser.Requests.All(address => address.StartsWith(own, StringComparison.Ordinal)
                || address.StartsWith("blob:", StringComparison.Ordinal)
                || address.StartsWith("data:", StringComparison.Ordinal)),
            string.Join('\n', browser.Requests));
    }

    /// <summary>Without the token the browser gets a sentence instead of the page.</summary>
    [TestMethod]
    [Timeout(300_000)]
    public void Shows_nothing_without_the_token()
    {
        using var browser = Chromium.Start();
        using var view = new LiveView();
        browser.Open(new Uri(view.Address.GetLeftPart(UriPartial.Path)));
        browser.WaitFor("document.body !== null && document.body.innerText.includes('token')");
        Assert.AreEqual("0", browser.Evaluate("document.querySelectorAll('button').length"));
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
          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          let count = 0;
          for (let i = 0; i < data.length; i += 4)
            if (Math.abs(data[i] - 11) + Math.abs(data[i + 1] - 92) + Math.abs(data[i + 2] - 173) < 40
              && data[i + 3] > 200) count++;
          return count;
        })()
        """;

    /// <summary>Keeps a picture of the page where the environment names a folder for it.</summary>
    private static void Look(Chromium browser, string name, int width, bool isDark)
    {
        browser.Show(width, width < 600 ? 1900 : 1000, isDark);
        browser.WaitFor("document.querySelector('canvas').clientWidth > 100");
        Thread.Sleep(500);
        byte[] picture = browser.Screenshot();
        Assert.IsGreaterThan(10_000, picture.Length);
        if (Environment.GetEnvironmentVariable("MLGAN_TESTS_SCREENSHOTS") is { } folder)
            File.WriteAllBytes(Path.Combine(folder, $"live-{name}.png"), picture);
    }
}
