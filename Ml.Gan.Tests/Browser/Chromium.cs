using System.Diagnostics;
using Microsoft.Playwright;

namespace Ml.Gan.Tests.Browser;

/// <summary>The system's Chromium, headless, driven by Playwright.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private const string Executable = "/usr/bin/chromium";

    private static readonly string[] s_flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    /// <summary>Starts it; installs Debian's where there is none. Where that fails the test is inconclusive.</summary>
    public static async Task<Chromium> StartAsync()
    {
        if (!File.Exists(Executable))
            Install();
        if (!File.Exists(Executable))
            Assert.Inconclusive($"There is no {Executable}, and Debian's package chromium could not be installed.");
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = Executable, Args = s_flags });
        return new Chromium(playwright, browser);
    }

    /// <summary>A page of a size, what it complains of, and what it asks for.</summary>
    public async Task<BrowserPage> OpenAsync(int width = 1000, bool dark = false)
    {
        var page = await _browser.NewPageAsync(new BrowserNewPageOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
        });
        return new BrowserPage(page);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private static void Install()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root" || !File.Exists("/usr/bin/apt-get"))
            return;
        const string Command = "apt-get install -y --no-install-recommends chromium";
        using var install = Process.Start(new ProcessStartInfo(
            "/bin/sh", ["-c", $"({Command} || (apt-get update && {Command})) >/dev/null 2>&1"]))!;
        install.WaitForExit();
    }
}
