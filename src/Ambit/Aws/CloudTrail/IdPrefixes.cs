namespace Ambit.Aws.CloudTrail;

/// <summary>
/// What ids of EC2 begin with: some requests name resources of any type (<c>resourceId</c>), and the id alone tells the type.
/// Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html
/// </summary>
internal static class IdPrefixes
{
    /// <summary>The beginning of ids that fill a variable, empty where they have none of their own.</summary>
    public static ReadOnlySpan<byte> Of(string variable) => variable switch
    {
        "InstanceId" => "i-"u8,
        "VolumeId" => "vol-"u8,
        "SnapshotId" => "snap-"u8,
        "ImageId" => "ami-"u8,
        "SecurityGroupId" => "sg-"u8,
        "SecurityGroupRuleId" => "sgr-"u8,
        "SubnetId" => "subnet-"u8,
        "VpcId" => "vpc-"u8,
        "NetworkInterfaceId" => "eni-"u8,
        "AllocationId" => "eipalloc-"u8,
        "RouteTableId" => "rtb-"u8,
        "NaclId" => "acl-"u8,
        "InternetGatewayId" => "igw-"u8,
        "LaunchTemplateId" => "lt-"u8,
        "VpcFlowLogId" => "fl-"u8,
        "VpcEndpointId" => "vpce-"u8,
        "NatGatewayId" => "nat-"u8,
        "PrefixListId" => "pl-"u8,
        "VpcPeeringConnectionId" => "pcx-"u8,
        "TransitGatewayId" => "tgw-"u8,
        "DhcpOptionsId" => "dopt-"u8,
        "CustomerGatewayId" => "cgw-"u8,
        "VpnGatewayId" => "vgw-"u8,
        _ => [],
    };
}
