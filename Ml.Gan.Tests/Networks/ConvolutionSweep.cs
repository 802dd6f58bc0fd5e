using System.Text.Json;
using Ml.Gan.Networks;
using Ml.Gan.Tests.Native;

namespace Ml.Gan.Tests.Networks;

/// <summary>
/// Cases computed in a process of their own, where libtorch starts anew: its settings, and the kernels that it keeps,
/// last for a process.
/// </summary>
internal static class ConvolutionSweep
{
    public const string Command = "convolutions", HideCaches = "hide-caches", Direct = "direct";

    /// <summary>What a sweep found.</summary>
    /// <param name="Path">How convolutions were computed.</param>
    /// <param name="Count">Cases.</param>
    /// <param name="Wrong">Those that were wrong.</param>
    /// <param name="First">The first of them.</param>
    /// <param name="CachesHidden">
    /// Whether oneDNN was made to believe in caches of size 0; null where it wasn't to be.
    /// </param>
    public sealed record Result(ConvolutionPath Path, int Count, int Wrong, string? First, bool? CachesHidden);

    /// <summary>The process's entry: prints a <see cref="Result"/>.</summary>
    public static int Start(string[] arguments)
    {
        bool? hidden = arguments.Contains(HideCaches) ? OneDnnCaches.TryHide() : null;
        if (arguments.Contains(Direct))
            ConvolutionProbe.Force(ConvolutionPath.Direct);
        var result = Run([.. ConvolutionCase.All(part: 11), .. ConvolutionCase.Doubly(part: 5)]);
        Console.WriteLine(JsonSerializer.Serialize(result with { CachesHidden = hidden }));
        return 0;
    }

    public static Result Run(IReadOnlyList<ConvolutionCase> cases)
    {
        ConvolutionCase[] wrong = [.. cases.Where(one => !(one.Error() <= ConvolutionCase.Tolerance))];
        return new Result(ConvolutionProbe.Path, cases.Count, wrong.Length, wrong.FirstOrDefault()?.ToString(), null);
    }
}
