using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Cli;

/// <summary>
/// The same command line gives the same bytes in processes of other cultures, time zones, working directories and
/// umasks. Compared are all files but checkpoints, which hold the time that the training took, and the columns
/// <c>seconds</c> and <c>images_per_second</c> of <c>metrics.jsonl</c>.
/// </summary>
[TestClass]
public sealed class SameBytesTests
{
    public const string Command = "culture";

    private static readonly string[] s_train =
    [
        "train", "--data", "photos", "--out", "run", "--width", "2", "--batch", "4", "--latent", "5", "--size", "16",
        "--condition", "label", "--penalty", "r1:0.5", "--learning-rate", "0.0005", "--steps", "6",
        "--sample-every", "3", "--evaluate-every", "3", "--evaluate-metric", "mmd", "--evaluate-count", "24",
        "--export-discriminator", "--threads", "1",
    ];

    private static readonly string[] s_sample =
        ["sample", "run/generator.onnx", "--out", "run/grid.png", "--count", "9", "--seed", "3", "--label", "ı"];

    /// <summary>Names whose order, and whose small letters, differ between cultures.</summary>
    private static readonly string[] s_classes = ["I", "i", "ı", "z", "ä", "10", "9"];

    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void Remove() => _folder.Dispose();

    /// <summary>Writes the culture of this process and a number in it.</summary>
    public static int Start(string[] arguments)
    {
        Console.Write(string.Create(CultureInfo.CurrentCulture, $"{CultureInfo.CurrentCulture.Name} {1.5:F1}"));
        return arguments.Length;
    }

    [TestMethod]
    [Timeout(600_000)]
    public void Culture_time_zone_folder_and_umask_change_no_byte()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Inconclusive("Cultures and masks are set as on Linux.");
        var expected = Run("en-US", "1.5", "UTC", "022", "a");
        Assert.Contains("metrics.jsonl", expected.Keys);
        Assert.Contains("samples/step-000003.png", expected.Keys);
        Assert.Contains("evaluation.jsonl", expected.Keys);
        AssertSame(expected, Run("tr-TR", "1,5", "Asia/Kathmandu", "077", "b/ö ü"));
        AssertSame(expected, Run("de-DE", "1,5", "America/St_Johns", "002", "c"));
        AssertSame(expected, Run("ar-SA", "1.5", "Pacific/Kiritimati", "027", "d"));
    }

    private static void AssertSame(Dictionary<string, string> expected, Dictionary<string, string> actual)
    {
        CollectionAssert.AreEquivalent(expected.Keys, actual.Keys);
        foreach (var (name, content) in expected)
            Assert.AreEqual(content, actual[name], name);
    }

    /// <summary>Trains and samples; what was written, by the names of the files.</summary>
    private Dictionary<string, string> Run(string culture, string number, string zone, string mask, string folder)
    {
        (string, string)[] environment =
        [
            ("LC_ALL", culture.Replace('-', '_') + ".UTF-8"), ("TZ", zone),
            ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "0"),
            ("DOTNET_SYSTEM_GLOBALIZATION_PREDEFINED_CULTURES_ONLY", "0"),
        ];
        string inside = Culture(environment);
        StringAssert.StartsWith(inside, culture);
        if (culture != "ar-SA")
            StringAssert.EndsWith(inside, number);
        string place = _folder[folder];
        WritePhotos(Path.Combine(place, "photos"), backwards: mask == "077");
        Execute(s_train);
        Execute(s_sample);
        string run = Path.Combine(place, "run");
        string checkpoints = Path.Combine(run, "checkpoints");
        return Directory.EnumerateFiles(run, "*", SearchOption.AllDirectories)
            .Where(file => !file.StartsWith(checkpoints, StringComparison.Ordinal))
            .ToDictionary(file => Path.GetRelativePath(run, file), Content);

        void Execute(string[] args)
        {
            var start = new ProcessStartInfo(
                "sh", ["-c", $"umask {mask}; exec dotnet \"$@\"", "sh", ToolProcess.Executable, .. args])
            {
                WorkingDirectory = place,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            foreach (var (name, value) in environment)
                start.Environment[name] = value;
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.AreEqual(0, process.ExitCode, error.Result);
        }
    }

    private static string Culture((string, string)[] environment)
    {
        try
        {
            return OwnProcess.Run([Command], environment).Output;
        }
        catch (AssertFailedException e) when (e.Message.Contains("ICU", StringComparison.Ordinal))
        {
            throw new AssertInconclusiveException("This machine has no cultures: the library ICU is missing.", e);
        }
    }

    /// <summary>The order in which a folder is read may be that in which it was written.</summary>
    private static void WritePhotos(string folder, bool backwards)
    {
        var photos = s_classes.SelectMany((name, kind) => Enumerable.Range(7, 5).Select(photo => (name, kind, photo)));
        foreach (var (name, kind, photo) in backwards ? photos.Reverse() : photos)
        {
            byte[] pixels = new byte[16 * 16];
            new Random(100 * kind + photo).NextBytes(pixels);
            Directory.CreateDirectory(Path.Combine(folder, name));
            File.WriteAllBytes(
                Path.Combine(folder, name, $"{photo}.png"),
                PngEncoder.Encode(pixels, width: 16, height: 16, channels: 1));
        }
    }

    private static string Content(string file)
    {
        string name = Path.GetFileName(file);
        if (name != "metrics.jsonl")
            return Convert.ToHexString(File.ReadAllBytes(file));
        return string.Join('\n', File.ReadLines(file).Select(line => string.Join(
            ", ",
            JsonDocument.Parse(line).RootElement.EnumerateObject()
                .Where(metric => metric.Name is not "seconds" and not "images_per_second"))));
    }
}
