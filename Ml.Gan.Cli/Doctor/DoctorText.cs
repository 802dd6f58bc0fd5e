using Ml.Gan.Cli.Parsing;

namespace Ml.Gan.Cli.Doctor;

/// <summary>What the doctor found, for people and for programs.</summary>
internal static class DoctorText
{
    private const int Width = 100;
    private const string Unknown = "unknown: see the problems below";

    public static string Plain(DoctorReport report) => string.Join(
        "\n\n",
        [
            Section("Versions", [.. report.Versions.Select(row => (row.Name, row.Version ?? Unknown))]),
            Section("Machine", [
                ("processor", report.Processor.Name ?? report.Processor.Architecture),
                ("instructions", Instructions(report.Processor.Features)),
                ("caches", InWords(report.Processor.Caches)),
                ("libstdc++", InWords(report.StandardLibrary, report.Libtorch is not null))]),
            Section("Training", [
                ("convolutions", report.Libtorch?.ConvolutionDescription ?? Unknown),
                ("freed memory", Memory(report)),
                ("threads", Threads(report.Libtorch)),
                ("CUDA", report.Libtorch is null ? Unknown
                    : report.Libtorch.Cuda ? "yes, with --device cuda" : "no: libtorch sees no CUDA device")]),
            Section("Sampling", [
                ("providers", report.OnnxRuntime is null ? Unknown : string.Join(", ", report.OnnxRuntime.Providers)),
                ("runs on", report.OnnxRuntime?.Description ?? Unknown)]),
            report.Problems.Count == 0
                ? "All is well."
                : string.Join('\n', report.Problems.Select(problem => $"Problem: {problem}")),
        ]);

    public static string Json(DoctorReport report) => JsonText.Of(
        new
        {
            Ok = report.Problems.Count == 0,
            report.Problems,
            Versions = report.Versions.ToDictionary(row => KeyOf(row.Name), row => row.Version),
            Libstdcxx = report.StandardLibrary is { } library
                ? new { library.Path, library.Newest, StandardLibrary.Required, library.HasRequired }
                : null,
            Processor = new
            {
                report.Processor.Name,
                report.Processor.Architecture,
                Count = Environment.ProcessorCount,
                report.Processor.Features,
                Caches = new
                {
                    report.Processor.Caches.Hidden,
                    L1dBytes = report.Processor.Caches.L1Data,
                    L2Bytes = report.Processor.Caches.L2,
                    L3Bytes = report.Processor.Caches.L3,
                },
            },
            Convolutions = report.Libtorch is { } torch
                ? new
                {
                    Path = torch.ConvolutionPath,
                    RelativeError = double.IsFinite(torch.ConvolutionError) ? torch.ConvolutionError : (double?)null,
                    Description = torch.ConvolutionDescription,
                }
                : null,
            Memory = new { Allocator = report.AllocatesByGlibc ? "glibc" : "other", report.KeepsFreedMemory },
            Threads = report.Libtorch is { Threads: var threads, InteropThreads: var interop }
                ? new { Torch = threads, TorchInterop = interop }
                : null,
            report.Libtorch?.Cuda,
            OnnxRuntime = report.OnnxRuntime is { } runtime
                ? new { runtime.Providers, runtime.Device, runtime.Description }
                : null,
        });

    private static string KeyOf(string name) =>
        name == ".NET" ? "dotnet" : name.Replace('.', '_').Replace(' ', '_').ToLowerInvariant();

    private static string Section(string heading, IReadOnlyList<(string Name, string Value)> rows)
    {
        const int Indent = 16;
        return string.Join('\n', [
            heading,
            .. rows.SelectMany(row => WordWrap.Lines(row.Value, Width - Indent)
                .Select((line, i) => $"  {(i == 0 ? row.Name : ""),2 - Indent}{line}"))]);
    }

    private static string Instructions(IReadOnlyDictionary<string, bool> features)
    {
        return string.Join("; ", ((string[])[List("", true), List("not ", false)]).Where(text => text.Length > 0));

        string List(string prefix, bool present)
        {
            var listed = features.Where(feature => feature.Value == present).Select(feature => Name(feature.Key));
            string names = string.Join(", ", listed);
            return names.Length > 0 ? prefix + names : "";
        }

        static string Name(string key) =>
            key.ToUpperInvariant().Replace("AVX5", "AVX-5", StringComparison.Ordinal).Replace('_', ' ');
    }

    private static string InWords(Caches caches)
    {
        return caches.Hidden switch
        {
            null => "not known on this system",
            true => "hidden by the machine",
            false => $"L1d {Size(caches.L1Data)}, L2 {Size(caches.L2)}, L3 {Size(caches.L3)}",
        };

        static string Size(long? bytes) => bytes switch
        {
            null => "none told",
            < 1 << 20 => $"{bytes / 1024.0:0.#} KiB",
            _ => $"{bytes / (1024.0 * 1024):0.#} MiB",
        };
    }

    private static string InWords(StandardLibrary? library, bool loads) => library switch
    {
        null => "not needed on this system",
        { Path: null } => "none was found",
        { HasRequired: true } => $"{library.Newest} ({library.Path})",
        _ => $"{library.Newest ?? "without versions"} ({library.Path}); TorchSharp asks for {StandardLibrary.Required}"
            + (loads ? ", but this copy of it loads without" : ""),
    };

    private static string Memory(DoctorReport report) => report switch
    {
        { AllocatesByGlibc: false } => "left to the allocator, which isn't glibc's",
        { KeepsFreedMemory: false } => "glibc refuses to keep it: trainings may be slow",
        _ => "kept for the next tensors: a training raises glibc's thresholds",
    };

    private static string Threads(Libtorch? libtorch) =>
        (libtorch is null ? "" : $"{libtorch.Threads} in an operator, {libtorch.InteropThreads} between operators, ")
        + $"on {Environment.ProcessorCount} processors";
}
