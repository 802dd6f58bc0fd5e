using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Ml.Gan.Tests.Cli.Sharding;

/// <summary>Array file as NumPy's description of version 1.0 of the format has it.</summary>
/// <param name="Type">As <c>|u1</c>.</param>
/// <param name="Shape">The dimensions.</param>
/// <param name="Content">The values' bytes.</param>
internal sealed partial record NpyArray(string Type, int[] Shape, byte[] Content)
{
    public static NpyArray Read(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        CollectionAssert.AreEqual(new byte[] { 0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0 }, file[..8], "\\x93NUMPY 1.0");
        int end = 10 + file[8] + 256 * file[9];
        Assert.AreEqual(0, end % 64, "values are aligned to 64 bytes");
        var fields = Header().Match(Encoding.ASCII.GetString(file, 10, end - 10));
        Assert.IsTrue(fields.Success, Encoding.ASCII.GetString(file, 10, end - 10));
        return new NpyArray(
            fields.Groups["type"].Value,
            [.. fields.Groups["shape"].Value.Split(", ").Select(d => int.Parse(d, CultureInfo.InvariantCulture))],
            file[end..]);
    }

    [GeneratedRegex(
        @"^\{'descr': '(?<type>[^']+)', 'fortran_order': False, 'shape': \((?<shape>\d+(, \d+)+)\), \} *\n$")]
    private static partial Regex Header();
}
