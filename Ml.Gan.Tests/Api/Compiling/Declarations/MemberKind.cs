namespace Ml.Gan.Tests.Api.Compiling.Declarations;

/// <summary>The kinds of member that a list tells apart.</summary>
internal enum MemberKind
{
    Constructor,
    Method,
    Property,
    Event,
    Field,
    EnumValue,
}
